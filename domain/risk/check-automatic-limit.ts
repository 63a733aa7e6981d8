import { parseAmount } from '../money.ts';
import type { RulebookDocument } from '../rulebook.ts';
import { elementOf } from '../set-up/element.ts';
import { amountProblems } from '../set-up/amount-problems.ts';
import type { SetUpProblem } from '../set-up/set-up-problem.ts';
import { codeProblems } from './check-scores.ts';
import { parseDecimal } from './decimal.ts';
import { placesOf, type AutomaticLimit, type AutomaticLimitLine } from './risk-set-up.ts';

/** §12.5: what an automatic limit names is there, its amounts fit, and no other is for the same customers. */
export function checkAutomaticLimit(
  document: RulebookDocument,
  id: string,
  limit: AutomaticLimit,
): readonly SetUpProblem[] {
  const { riskGroup, currency, maximumAnnualRevenue, lines } = limit;
  const isKnown = elementOf(document, 'riskGroups', riskGroup) !== undefined;
  return [
    ...(isKnown ? [] : [{ pointer: '/riskGroup', code: 'unknown-risk-group' }]),
    ...amountProblems('/maximumAnnualRevenue', maximumAnnualRevenue, document.entity.baseCurrency),
    ...twinProblems(document, id, limit),
    ...lines.flatMap((line, index) => lineProblems(document, line, currency, `/lines/${index}`)),
  ];
}

function twinProblems(document: RulebookDocument, id: string, limit: AutomaticLimit): readonly SetUpProblem[] {
  const { baseCurrency } = document.entity;
  const maximumOf = ({ maximumAnnualRevenue }: AutomaticLimit) => parseAmount(maximumAnnualRevenue, baseCurrency);
  const twin = Object.entries(document.automaticLimits).find(
    ([other, { riskGroup, currency, ...rest }]) =>
      other !== id &&
      riskGroup === limit.riskGroup &&
      currency === limit.currency &&
      maximumOf({ riskGroup, currency, ...rest }) === maximumOf(limit),
  );
  return twin === undefined ? [] : [{ pointer: '/maximumAnnualRevenue', code: 'same-customers', with: twin[0] }];
}

function lineProblems(
  document: RulebookDocument,
  { scoringGroup, operator, value, limit }: AutomaticLimitLine,
  currency: string,
  pointer: string,
): readonly SetUpProblem[] {
  const group = elementOf(document, 'scoringGroups', scoringGroup);
  const problems = amountProblems(`${pointer}/limit`, limit, currency);
  if (group === undefined) return [{ pointer: `${pointer}/scoringGroup`, code: 'unknown-scoring-group' }, ...problems];
  const places = placesOf(group);
  if (places !== undefined) {
    const isNumber = parseDecimal(value, places) !== undefined;
    return [...(isNumber ? [] : [{ pointer: `${pointer}/value`, code: 'not-a-value-of-scoring-group' }]), ...problems];
  }
  const isComparable = operator === 'equal' || operator === 'not-equal';
  return [
    ...(isComparable ? [] : [{ pointer: `${pointer}/operator`, code: 'codes-are-equal-or-not' }]),
    ...codeProblems(document, group.type, value, `${pointer}/value`),
    ...problems,
  ];
}
