import type { Facts } from '../facts.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { Verdict } from './rule-type.ts';

/** Amounts in another currency than the entity's have no rate to compare them by (§2.7), so that the rule cannot be evaluated. */
export function runRule(rule: CompiledRule, facts: Facts, currency: string): Verdict | 'cannot-evaluate' {
  return rule.currency === undefined || rule.currency === currency ? rule.condition(facts) : 'cannot-evaluate';
}

export function isTrue(verdict: Verdict | 'cannot-evaluate'): boolean {
  return verdict !== 'cannot-evaluate' && verdict.isTrue;
}
