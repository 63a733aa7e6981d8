import type { Rulebook } from './compile-rulebook.ts';
import type { RuleOutcome } from './evaluation.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { Facts } from './facts.ts';
import type { CompiledRule } from './rules/compile-rule.ts';
import type { RuleLevels } from './rules/rule-index.ts';
import type { ValueType } from './rules/rule-type.ts';
import { runRule } from './rules/run-rule.ts';
import { isUnknown } from './rules/verdict.ts';

/** How one rule came out, before operands are gathered for the record. */
export type RuleFinding = Pick<RuleOutcome, 'outcome' | 'because'> & {
  readonly rule: CompiledRule;
  /** See `Verdict`. */
  readonly sameUpTo?: bigint | undefined;
  /** Why it cannot be evaluated. */
  readonly missingRates?: readonly MissingRate[] | undefined;
};

/** `blocking` are the true rules of the most specific level that blocks; none where the type does not. */
export type TypeJudgement = { readonly blocking: readonly CompiledRule[]; readonly findings: readonly RuleFinding[] };

/**
 * §6.3.2: one type from its most specific level. At each, blocking rules go first; where none is true, a true exclusion
 * clears the type for less specific levels, or its value type of it (`exclusionsNeedSameValueType`).
 *
 * An exclusion with `releaseSalesOrder` lets the order pass before this (§6.3.1): it is looked at whatever clears its type,
 * and clears none itself, so that the record shows what it suppressed.
 */
export function judgeType(levels: RuleLevels, facts: Facts, rulebook: Rulebook): TypeJudgement {
  const cleared = new Set<ValueType | undefined>();
  const isCleared = (rule: CompiledRule): boolean =>
    !rule.releasesSalesOrder &&
    (rulebook.parameters.exclusionsNeedSameValueType ? cleared.has(rule.valueType) : cleared.size > 0);
  const findings: RuleFinding[] = [];
  let blocking: readonly CompiledRule[] = [];
  for (const level of levels) {
    const found = level.map((rule) => (isCleared(rule) ? excluded(rule) : find(rule, facts, rulebook)));
    findings.push(...found);
    const isTrueOf = (kind: CompiledRule['kind']): readonly CompiledRule[] =>
      found.filter(({ rule, outcome }) => rule.kind === kind && outcome === 'true').map(({ rule }) => rule);
    if (blocking.length === 0) blocking = isTrueOf('blocking');
    if (blocking.length > 0) continue;
    for (const rule of isTrueOf('exclusion')) if (!rule.releasesSalesOrder) cleared.add(rule.valueType);
  }
  return { blocking, findings };
}

function excluded(rule: CompiledRule): RuleFinding {
  return { rule, outcome: 'not-evaluated', because: 'less-specific-than-exclusion' };
}

function find(rule: CompiledRule, facts: Facts, rulebook: Rulebook): RuleFinding {
  const verdict = runRule(rule, facts, rulebook);
  if (isUnknown(verdict)) return { rule, outcome: 'cannot-evaluate', missingRates: verdict.missingRates };
  return { rule, outcome: verdict.isTrue ? 'true' : 'false', sameUpTo: verdict.sameUpTo };
}
