import { describe, expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue } from './rule-case.ts';

const type = 'overdue-amount';
const exclusion = { ...forAll, type, kind: 'exclusion', releaseSalesOrder: false } as const;
const over: RuleDocument = { ...forAll, type, kind: 'blocking', amount: '20', percent: '60' };
const reached: RuleDocument = { ...over, boundary: 'reached' };
const withinAmount: RuleDocument = { ...exclusion, amount: '20' };
const withinPercent: RuleDocument = { ...exclusion, valueType: 'percent', amount: '20', percent: '60' };
const withinThreshold: RuleDocument = { ...exclusion, valueType: 'amount', amount: '20', thresholdAmount: '60' };

/** A limit of 100.00, so that an exposure in cents is used in hundredths of a percent. */
function owing(overdue: bigint, exposure: bigint): Parameters<typeof isTrue>[1] {
  return {
    customer: { creditLimit: 10_000n },
    due: { '2026-06-14': overdue },
    balance: exposure - 1n,
    orderAmount: 1n,
  };
}

describe('overdue-amount', () => {
  test.each([
    [2_000n, 6_000n, false, true],
    [2_001n, 6_000n, false, true],
    [2_000n, 6_001n, false, true],
    [2_001n, 6_001n, true, true],
    [1_999n, 6_001n, false, false],
    [2_001n, 5_999n, false, false],
  ])('blocks with %s overdue and an exposure of %s', (overdue, exposure, isOver, hasReached) => {
    expect(isTrue(over, owing(overdue, exposure))).toBe(isOver);
    expect(isTrue(reached, owing(overdue, exposure))).toBe(hasReached);
  });

  test.each([
    [2_000n, 6_000n, true, true],
    [2_001n, 6_000n, false, false],
    [2_000n, 6_001n, true, false],
    [2_001n, 6_001n, false, false],
  ])('is excluded with %s overdue and an exposure of %s', (overdue, exposure, byAmount, byBoth) => {
    expect(isTrue(withinAmount, owing(overdue, exposure))).toBe(byAmount);
    expect(isTrue(withinPercent, owing(overdue, exposure))).toBe(byBoth);
    expect(isTrue(withinThreshold, owing(overdue, exposure))).toBe(byBoth);
  });

  test('an order of nothing or less never makes it true', () => {
    expect(isTrue(over, { ...owing(5_000n, 9_000n), orderAmount: 0n })).toBe(false);
    expect(isTrue(reached, { ...owing(5_000n, 9_000n), orderAmount: -1n })).toBe(false);
  });

  test('used is 0 % where the customer is unlimited', () => {
    const wishes = owing(5_000n, 90_000n);
    const unlimited = { ...wishes, customer: { unlimited: true } };
    expect(isTrue(over, unlimited)).toBe(false);
    expect(isTrue(withinPercent, { ...unlimited, due: {} })).toBe(true);
  });
});
