import { describe, expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { day } from '../a-situation.ts';
import { isTrue, outcomeOf } from './rule-case.ts';

const type = 'credit-limit-expired';
const over: RuleDocument = { ...forAll, type, kind: 'blocking', days: 10 };
const within: RuleDocument = { ...forAll, type, kind: 'exclusion', releaseSalesOrder: false, days: 10 };

describe('credit-limit-expired', () => {
  test.each([
    ['2026-06-16', -1, false, false],
    ['2026-06-06', 9, false, false],
    ['2026-06-05', 10, false, true],
    ['2026-06-04', 11, true, true],
  ])('a limit up to %s expired %s days ago', (date, daysSinceExpiry, isOver, hasReached) => {
    const wishes = { customer: { creditLimitExpiryDate: day(date) } };
    expect(isTrue(over, wishes)).toBe(isOver);
    expect(isTrue({ ...over, boundary: 'reached' }, wishes)).toBe(hasReached);
    expect(isTrue(within, wishes)).toBe(!isOver);
    expect(outcomeOf(over, wishes).operands).toMatchObject({ days: 10, expiryDate: date, daysSinceExpiry });
  });

  test('a blank date has not expired, unless the parameter says so', () => {
    expect([over, within].map((rule) => isTrue(rule, {}))).toEqual([false, true]);
    const parameters = { ignoreExpiryWhenBlank: false };
    expect([over, within].map((rule) => isTrue(rule, {}, { parameters }))).toEqual([true, false]);
  });

  test('neither an unlimited customer nor a temporary limit in force has expired', () => {
    const creditLimitExpiryDate = day('2020-01-01');
    const temporaryLimits = [{ from: day('2026-06-15'), to: day('2026-06-15'), amount: 1n }];
    for (const customer of [
      { creditLimitExpiryDate, unlimited: true },
      { creditLimitExpiryDate, temporaryLimits },
    ]) {
      expect([over, within].map((rule) => isTrue(rule, { customer }))).toEqual([false, true]);
    }
  });
});
