import { describe, expect, test } from 'vitest';
import { ruleTypes } from '../../../domain/evaluation.ts';
import { gatherFacts } from '../../../domain/gather-facts.ts';
import { ruleDefinitions } from '../../../domain/rules/index.ts';
import type { RuleTypeDefinition } from '../../../domain/rules/rule-type.ts';
import { aRulebook } from '../a-rulebook.ts';
import { aSituation } from '../a-situation.ts';

/** What holds of every rule type, so that a new one is held to it too (§6.6). */
describe.each(ruleTypes)('%s', (type) => {
  const { variants }: RuleTypeDefinition = ruleDefinitions[type];

  test('blocks in one way, and has at least one exclusion', () => {
    expect(variants.filter(({ kind }) => kind === 'blocking')).toHaveLength(1);
    expect(variants.some(({ kind }) => kind === 'exclusion')).toBe(true);
  });

  test('a kind and a value type name one variant, and at most one is the default', () => {
    const names = variants.map(({ kind, valueType }) => `${kind} ${valueType}`);
    expect(new Set(names).size).toBe(names.length);
    for (const kind of ['blocking', 'exclusion']) {
      const answering = variants.filter((v) => v.kind === kind && (v.isDefault || v.valueType === undefined));
      expect(answering.length).toBeLessThanOrEqual(1);
    }
  });

  test('has a currency exactly where it has amounts', () => {
    for (const { fields, currency } of variants) {
      expect(currency !== 'none').toBe(Object.values(fields).includes('amount'));
    }
  });

  test('evidence does not hide the values of the rule', () => {
    const facts = gatherFacts(aRulebook(), aSituation());
    for (const { fields, evidence } of variants) {
      expect(Object.keys(evidence(facts)).filter((name) => name in fields)).toEqual([]);
    }
  });
});
