import { expect } from 'vitest';
import { evaluate } from '../../../domain/evaluate.ts';
import type { RuleOutcome } from '../../../domain/evaluation.ts';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { aRulebook, type RulebookWishes } from '../a-rulebook.ts';
import { aSituation, type SituationWishes } from '../a-situation.ts';

/** How one rule, alone in its rulebook, comes out. */
export function outcomeOf(rule: RuleDocument, wishes: SituationWishes, set: RulebookWishes = {}): RuleOutcome {
  const { rules } = evaluate(aRulebook({ ...set, rules: { R: rule } }), aSituation(wishes));
  const [outcome] = rules;
  expect(rules).toHaveLength(1);
  if (outcome === undefined) throw new Error('the rule does not fit');
  return outcome;
}

export function isTrue(rule: RuleDocument, wishes: SituationWishes, set: RulebookWishes = {}): boolean {
  const { outcome } = outcomeOf(rule, wishes, set);
  expect(['true', 'false']).toContain(outcome);
  return outcome === 'true';
}
