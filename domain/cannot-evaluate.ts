import { documentsIn, type AwaitedRate } from './awaited-rates.ts';
import type { Rulebook } from './compile-rulebook.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Clearance, Situation } from './evaluation.ts';
import { pairOf, rateTypesWith, type MissingRate } from './exchange-rates.ts';
import type { Case, FoundReason } from './find-reasons.ts';
import { reference, type CompiledRule } from './rules/compile-rule.ts';

type Lack = {
  readonly missingRates?: readonly (MissingRate | AwaitedRate)[] | undefined;
  readonly rule?: CompiledRule | undefined;
};

/** §6.5: what a rule, the check of a limit or a document (§5.3) lacks a rate for. */
export function cannotEvaluate({ rulebook, situation, judged, facts }: Case): readonly FoundReason[] {
  const { creditLimitCheck } = rulebook.parameters;
  const findings = judged.flatMap(({ judgement }) => judgement.findings);
  const ofRules = findings.map(({ rule, missingRates = [] }) => ({ missingRates, rule }));
  const checks = creditLimitCheck === 'warn' || creditLimitCheck === 'hold' ? facts.map(exceedsCreditLimit) : [];
  return [...lacking(rulebook, [situation, ...ofRules, ...checks]), ...unconvertedOfGroup(situation)];
}

/** §5.3: reasons whatever the rules say, so that no exclusion suppresses them. */
export function unconvertedDocuments(rulebook: Rulebook, situation: Situation): readonly FoundReason[] {
  return [...lacking(rulebook, [situation]), ...unconvertedOfGroup(situation)];
}

/** §1.3: which rate it is, only those who see the other member may know; it is provided there. */
function unconvertedOfGroup({ group }: Situation): readonly FoundReason[] {
  if (group?.lacksRates !== true) return [];
  const { creditGroup } = group.group;
  return [{ code: 'cannot-evaluate', rules: [], limit: 'group', operands: { creditGroup }, clearances: () => [] }];
}

/**
 * One reason for each pair, of the first date that lacks it: the rate for that date is also there on every later one. What another
 * legal entity lacks (§4.4), nothing that is done here clears. `documents`: how many of the customer's lack the pair.
 */
function lacking(rulebook: Rulebook, lacks: readonly Lack[]): readonly FoundReason[] {
  const each = lacks.flatMap(({ missingRates = [], rule }) => missingRates.map((rate) => ({ rate, rule })));
  const keyOf = ({ rate }: (typeof each)[number]) => `${pairOf(rate.from, rate.to)} ${rate.isElsewhere === true}`;
  return [...Map.groupBy(each, keyOf).values()].map((ofPair) => {
    const rate = ofPair.map((lack) => lack.rate).reduce((first, next) => (next.date < first.date ? next : first));
    const { from, to, date, isElsewhere } = rate;
    const wanted = { from, to, date };
    const rateType = rulebook.parameters.creditLimitRateType;
    const documents = documentsIn(ofPair.flatMap((lack) => ('documents' in lack.rate ? [lack.rate] : [])));
    return {
      code: 'cannot-evaluate',
      rules: [...new Set(ofPair.flatMap(({ rule }) => rule ?? []))].map(reference),
      operands: {
        ...wanted,
        ...(isElsewhere ? { isElsewhere } : { rateType }),
        ...(documents > 0 ? { documents } : {}),
      },
      clearances: () => (isElsewhere ? [] : [toConvert(rulebook, wanted)]),
    };
  });
}

/** Without a rate type no rate is looked up. */
function toConvert({ parameters, exchangeRates }: Rulebook, wanted: MissingRate): Clearance {
  const { creditLimitRateType: rateType } = parameters;
  return rateType === null
    ? { kind: 'set-credit-limit-rate-type', ...wanted, rateTypes: rateTypesWith(exchangeRates, wanted) }
    : { kind: 'provide-exchange-rate', ...wanted, rateType };
}
