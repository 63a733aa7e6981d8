import { creditRatio, type Rulebook } from '../compile-rulebook.ts';
import type { Operands, Unknown } from '../evaluation.ts';
import type { Ratio } from '../exchange-rates.ts';
import type { Facts } from '../facts.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { Verdict } from './rule-type.ts';
import { isUnknown } from './verdict.ts';

/** §6.1: amounts in another currency than the entity's are converted on the business date; without a rate the rule cannot be evaluated. */
export function runRule(rule: CompiledRule, facts: Facts, rulebook: Rulebook): Verdict | Unknown {
  const ratio = ratioOf(rule, facts, rulebook);
  return isUnknown(ratio) ? ratio : rule.condition(facts, ratio);
}

/** What a rule that was run looked at, its converted amounts included. */
export function evidenceOf(rule: CompiledRule, facts: Facts, rulebook: Rulebook): Operands {
  const ratio = ratioOf(rule, facts, rulebook);
  return { ...rule.terms, ...(isUnknown(ratio) ? {} : rule.convertedAmounts(ratio)), ...rule.evidence(facts) };
}

export function isTrue(verdict: Verdict | Unknown): boolean {
  return !isUnknown(verdict) && verdict.isTrue;
}

/** True, or not known not to be. */
export function isNotFalse(verdict: Verdict | Unknown): boolean {
  return isUnknown(verdict) || verdict.isTrue;
}

const unconverted: Ratio = { numerator: 1n, denominator: 1n };

function ratioOf({ currency }: CompiledRule, { today }: Facts, rulebook: Rulebook): Ratio | Unknown {
  if (currency === undefined || currency === rulebook.currency) return unconverted;
  const wanted = { from: currency, to: rulebook.currency, date: today };
  return creditRatio(rulebook, wanted) ?? { missingRates: [wanted] };
}
