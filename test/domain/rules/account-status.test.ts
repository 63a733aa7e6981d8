import { expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue, outcomeOf } from './rule-case.ts';

const rule = { ...forAll, type: 'account-status', accountStatus: 'WATCH' } as const;
const rules: readonly RuleDocument[] = [
  { ...rule, kind: 'blocking' },
  { ...rule, kind: 'exclusion', releaseSalesOrder: false },
];

test.each(rules)('a $kind rule is true of its status alone', (document) => {
  expect(isTrue(document, { customer: { accountStatus: 'WATCH' } })).toBe(true);
  expect(isTrue(document, { customer: { accountStatus: 'watch' } })).toBe(false);
  expect(isTrue(document, {})).toBe(false);
  expect(outcomeOf(document, {}).operands).toMatchObject({ accountStatus: 'WATCH', customerAccountStatus: null });
});
