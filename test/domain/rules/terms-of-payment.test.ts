import { expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue, outcomeOf } from './rule-case.ts';

const rule = { ...forAll, type: 'terms-of-payment', paymentTerms: 'N60' } as const;
const rules: readonly RuleDocument[] = [
  { ...rule, kind: 'blocking' },
  { ...rule, kind: 'exclusion', releaseSalesOrder: false },
];

test.each(rules)('a $kind rule is true of the terms of the order, not of the customer', (document) => {
  expect(isTrue(document, { order: { paymentTerms: 'N60' }, customer: { paymentTerms: 'N30' } })).toBe(true);
  expect(isTrue(document, { order: { paymentTerms: 'N30' }, customer: { paymentTerms: 'N60' } })).toBe(false);
  expect(isTrue(document, { customer: { paymentTerms: 'N60' } })).toBe(false);
  expect(outcomeOf(document, {}).operands).toMatchObject({ paymentTerms: 'N60', orderPaymentTerms: null });
});
