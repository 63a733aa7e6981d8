import type { Rulebook } from './compile-rulebook.ts';
import { exceedsCreditLimit } from './credit-limit-check.ts';
import type { Evaluation, RuleOutcome, RuleType, Situation, Warning } from './evaluation.ts';
import { restAboveStoredSum, storedSumOf } from './exposure.ts';
import type { Facts } from './facts.ts';
import { findReasons } from './find-reasons.ts';
import { findRelease } from './find-release.ts';
import { gatherFacts } from './gather-facts.ts';
import { judgeType, type RuleFinding } from './judge-type.ts';
import { fittingRules, type FittingRules } from './rules/rule-index.ts';
import { usedEvidence } from './rules/used.ts';

/** §6: may the order go on, and why. The same situation gives the same evaluation (§8.1). */
export function evaluate(rulebook: Rulebook, situation: Situation): Evaluation {
  const fitting = fittingRules(rulebook.rules, situation.customer);
  // §2.2: with the check off, rules of this type do not run, exclusions neither.
  const isOff = (type: RuleType): boolean =>
    type === 'credit-limit-used' && rulebook.parameters.creditLimitCheck === 'off';
  const running = fitting.filter(({ type }) => !isOff(type));
  const facts = gatherFacts(rulebook, situation);
  const judgements = running.map(({ levels }) => judgeType(levels, facts, rulebook));
  const found = findReasons({ rulebook, situation, running, facts, judgements });
  const release = findRelease(running, facts, rulebook.currency);
  const reasons = release === undefined ? found.map((reason) => ({ ...reason, clearances: reason.clearances() })) : [];
  const findings = judgements.flatMap((judgement) => judgement.findings);
  const isPass = reasons.length === 0;
  return {
    outcome: isPass ? 'pass' : 'hold',
    reasons,
    warnings: warningsOf(rulebook, facts),
    rules: [
      ...findings.map((finding) => outcomeOf(finding, facts, rulebook.currency, release !== undefined)),
      ...switchedOff(fitting.filter(({ type }) => isOff(type))),
    ],
    releasedBy: release && {
      rule: release.rule,
      version: release.version,
      suppressed: [...new Set(found.map(({ code }) => code))],
    },
    exposure: facts.exposure,
    limit: facts.limit,
    guard: isPass ? guardOf(rulebook, situation, facts, findings) : undefined,
  };
}

/** §2.2 `creditLimitCheck: warn`: given whether a rule holds the order or not. */
function warningsOf({ parameters }: Rulebook, facts: Facts): readonly Warning[] {
  if (parameters.creditLimitCheck !== 'warn' || !exceedsCreditLimit(facts).isTrue) return [];
  return [{ code: 'credit-limit-exceeded', operands: usedEvidence(facts) }];
}

/** How far the watched sum may grow before any rule, or the check of the limit, comes out otherwise. */
function guardOf(
  { parameters }: Rulebook,
  situation: Situation,
  facts: Facts,
  findings: readonly RuleFinding[],
): Evaluation['guard'] {
  const sum = storedSumOf(parameters, situation);
  if (sum === undefined) return undefined;
  const checksLimit = parameters.creditLimitCheck === 'warn' || parameters.creditLimitCheck === 'hold';
  const bounds = [...findings, ...(checksLimit ? [exceedsCreditLimit(facts)] : [])].flatMap((f) => f.sameUpTo ?? []);
  if (bounds.length === 0) return undefined;
  const lowest = bounds.reduce((low, bound) => (bound < low ? bound : low));
  const aboveStoredSum = restAboveStoredSum(parameters, situation, sum) + facts.exposure.order;
  return { sum, max: lowest - aboveStoredSum };
}

function outcomeOf(
  { rule, outcome, because }: RuleFinding,
  facts: Facts,
  currency: string,
  isReleased: boolean,
): RuleOutcome {
  const evidence = {
    true: () => rule.evidence(facts),
    false: () => rule.evidence(facts),
    'not-evaluated': () => ({}),
    'cannot-evaluate': () => ({ from: rule.currency ?? null, to: currency, date: facts.today }),
  }[outcome];
  const isSuppressed = isReleased && rule.kind === 'blocking' && outcome === 'true';
  return {
    ...head(rule),
    outcome,
    because: isSuppressed ? 'suppressed-by-release' : because,
    operands: { ...rule.terms, ...evidence() },
  };
}

function switchedOff(fitting: FittingRules): readonly RuleOutcome[] {
  return fitting
    .flatMap(({ levels }) => levels.flat())
    .map((rule) => ({
      ...head(rule),
      outcome: 'not-evaluated',
      because: 'credit-limit-check-off',
      operands: rule.terms,
    }));
}

function head({
  rule,
  version,
  type,
  kind,
  scope,
}: RuleFinding['rule']): Pick<RuleOutcome, 'rule' | 'version' | 'type' | 'kind' | 'scope'> {
  return { rule, version, type, kind, scope };
}
