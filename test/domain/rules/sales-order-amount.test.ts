import { expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue } from './rule-case.ts';

const type = 'sales-order-amount';
const over: RuleDocument = { ...forAll, type, kind: 'blocking', amount: '1000' };
const atMost: RuleDocument = { ...forAll, type, kind: 'exclusion', releaseSalesOrder: false, amount: '1000' };

test.each([
  [99_999n, false, false],
  [100_000n, false, true],
  [100_001n, true, true],
  [-100_001n, false, false],
])('an order of %s', (orderAmount, isOver, hasReached) => {
  expect(isTrue(over, { orderAmount })).toBe(isOver);
  expect(isTrue({ ...over, boundary: 'reached' }, { orderAmount })).toBe(hasReached);
  expect(isTrue(atMost, { orderAmount })).toBe(!isOver);
});

test('the total of the order counts, not the part that is posted', () => {
  expect(isTrue(over, { orderAmount: 100_001n, posting: { amount: 1n } })).toBe(true);
});
