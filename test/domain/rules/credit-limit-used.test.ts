import { describe, expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue, outcomeOf } from './rule-case.ts';

const type = 'credit-limit-used';

function over(percent: string): RuleDocument {
  return { ...forAll, type, kind: 'blocking', percent };
}
function reached(percent: string): RuleDocument {
  return { ...forAll, type, kind: 'blocking', percent, boundary: 'reached' };
}
function within(percent: string): RuleDocument {
  return { ...forAll, type, kind: 'exclusion', releaseSalesOrder: false, percent };
}

describe('credit-limit-used', () => {
  test.each([
    [99_999n, false, false],
    [100_000n, false, true],
    [100_001n, true, true],
  ])('75 % of a limit of 8,000 with 5,000 open and an order of %s', (orderAmount, isOver, hasReached) => {
    const wishes = { balance: 500_000n, orderAmount };
    expect(isTrue(over('75'), wishes)).toBe(isOver);
    expect(isTrue(reached('75'), wishes)).toBe(hasReached);
    expect(isTrue(within('75'), wishes)).toBe(!isOver);
  });

  test.each([
    [333n, false, false],
    [334n, true, true],
  ])('a percent that no amount hits: 33.3333 %% of 10.00 and an order of %s', (orderAmount, isOver, hasReached) => {
    const wishes = { customer: { creditLimit: 1_000n }, orderAmount };
    expect(isTrue(over('33.3333'), wishes)).toBe(isOver);
    expect(isTrue(reached('33.3333'), wishes)).toBe(hasReached);
    expect(isTrue(within('33.3333'), wishes)).toBe(!isOver);
  });

  test('of a limit of 0 a positive exposure uses more than every percent, any other 0 %', () => {
    const none = { customer: { creditLimit: 0n }, orderAmount: 1n };
    expect(isTrue(over('9999999'), none)).toBe(true);
    expect(isTrue(within('9999999'), none)).toBe(false);
    const inCredit = { ...none, balance: -1n };
    expect(isTrue(over('0'), inCredit)).toBe(false);
    expect(isTrue(reached('0'), inCredit)).toBe(true);
    expect(isTrue(reached('0.0001'), inCredit)).toBe(false);
    expect(isTrue(within('0'), inCredit)).toBe(true);
  });

  test('an order of nothing or less never makes it true', () => {
    const wishes = { customer: { creditLimit: 0n }, balance: 1_000n };
    for (const orderAmount of [0n, -1n]) {
      expect(isTrue(over('100'), { ...wishes, orderAmount })).toBe(false);
      expect(isTrue(reached('0'), { ...wishes, orderAmount })).toBe(false);
    }
    expect(isTrue(over('100'), { ...wishes, orderAmount: 1n })).toBe(true);
  });

  test('an unlimited customer uses 0 %', () => {
    const wishes = { customer: { unlimited: true, creditLimit: 0n }, balance: 1_000n };
    expect(isTrue(over('0'), wishes)).toBe(false);
    expect(isTrue(reached('0.0001'), wishes)).toBe(false);
    expect(isTrue(within('0'), wishes)).toBe(true);
    expect(outcomeOf(over('0'), wishes).operands).toMatchObject({ used: '0', limit: null });
  });

  test('its evidence is exposure, limit and used, cut to four decimals', () => {
    expect(outcomeOf(over('75'), { balance: 500_000n, orderAmount: 100_001n }).operands).toEqual({
      percent: '75',
      boundary: 'over',
      exposure: 600_001n,
      limit: 800_000n,
      used: '75.0001',
    });
  });
});
