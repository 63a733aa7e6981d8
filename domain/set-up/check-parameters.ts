import { checkpoints } from '../order.ts';
import type { Parameters } from '../parameters.ts';
import type { RulebookDocument } from '../rulebook.ts';
import { amountProblems } from './amount-problems.ts';
import { elementOf } from './element.ts';
import type { SetUpProblem } from './set-up-problem.ts';

/** What contradicts itself or the rest of the rulebook in a parameters document (§2.1, §2.2). */
export function checkParameters(document: RulebookDocument, parameters: Parameters): readonly SetUpProblem[] {
  return [
    ...graceProblems(parameters),
    ...reasonProblems(document, parameters),
    ...rateTypeProblems(document, parameters),
    ...belowProblems(document.entity.baseCurrency, parameters),
  ];
}

/** §2.1: grace days need `posting`, and where one posting checkpoint has them every one must. */
function graceProblems({ checkpoints: settings }: Parameters): readonly SetUpProblem[] {
  const isGraceUsed = checkpoints.some((name) => settings[name].posting && settings[name].graceDays !== undefined);
  return checkpoints.flatMap((name) => {
    const { posting, graceDays } = settings[name];
    const pointer = `/checkpoints/${name}/graceDays`;
    if (!posting && graceDays !== undefined) return [{ pointer, code: 'grace-days-need-posting' }];
    if (posting && graceDays === undefined && isGraceUsed) return [{ pointer, code: 'grace-days-missing' }];
    return [];
  });
}

const defaultReasons = ['cancelledOrderReason', 'modifiedOrderReason', 'automaticReleaseReason'] as const;

function reasonProblems(document: RulebookDocument, parameters: Parameters): readonly SetUpProblem[] {
  return defaultReasons.flatMap((name) => {
    const code = parameters[name];
    if (code === null) return [];
    const reason = elementOf(document, 'reasons', code);
    if (reason === undefined) return [{ pointer: `/${name}`, code: 'unknown-reason' }];
    return reason.type === 'release' ? [] : [{ pointer: `/${name}`, code: 'not-a-release-reason' }];
  });
}

function rateTypeProblems(
  document: RulebookDocument,
  { creditLimitRateType: code }: Parameters,
): readonly SetUpProblem[] {
  if (code === null || elementOf(document, 'rateTypes', code) !== undefined) return [];
  return [{ pointer: '/creditLimitRateType', code: 'unknown-rate-type' }];
}

function belowProblems(baseCurrency: string, parameters: Parameters): readonly SetUpProblem[] {
  return (['ignoreOverdueBelow', 'ignoreOrdersBelow'] as const).flatMap((name) => {
    const text = parameters[name];
    return text === null ? [] : amountProblems(`/${name}`, text, baseCurrency);
  });
}
