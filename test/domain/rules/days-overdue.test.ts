import { describe, expect, test } from 'vitest';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';
import { isTrue, outcomeOf } from './rule-case.ts';

const type = 'days-overdue';
const over: RuleDocument = { ...forAll, type, kind: 'blocking', days: 30 };
const within: RuleDocument = { ...forAll, type, kind: 'exclusion', releaseSalesOrder: false, days: 30 };
const atMost: RuleDocument = {
  ...forAll,
  type,
  kind: 'exclusion',
  releaseSalesOrder: false,
  valueType: 'amount',
  currency: 'EUR',
  amount: '500',
};

describe('days-overdue', () => {
  test.each([
    ['2026-05-17', 29, false, false],
    ['2026-05-16', 30, false, true],
    ['2026-05-15', 31, true, true],
  ])('an invoice due on %s is %s days overdue', (dueDate, days, isOver, hasReached) => {
    const wishes = { due: { [dueDate]: 1n } };
    expect(isTrue(over, wishes)).toBe(isOver);
    expect(isTrue({ ...over, boundary: 'reached' }, wishes)).toBe(hasReached);
    expect(isTrue(within, wishes)).toBe(!isOver);
    expect(outcomeOf(over, wishes).operands).toMatchObject({ days: 30, daysOverdue: days, oldestDueDate: dueDate });
  });

  test('the default value type is days', () => {
    const wishes = { due: { '2026-05-15': 1n } };
    expect(isTrue({ ...over, valueType: 'days' }, wishes)).toBe(true);
    expect(isTrue({ ...within, valueType: 'days' }, wishes)).toBe(false);
  });

  test('with nothing overdue, not even 0 days are reached', () => {
    const reached: RuleDocument = { ...over, boundary: 'reached', days: 0 };
    expect(isTrue(reached, { due: { '2026-06-15': 1n } })).toBe(false);
    expect(isTrue(reached, { due: { '2026-06-14': 1n } })).toBe(true);
    expect(isTrue(within, {})).toBe(true);
  });

  test.each([
    [50_000n, true],
    [50_001n, false],
  ])('an exclusion by amount, %s overdue', (open, expected) => {
    expect(isTrue(atMost, { due: { '2026-01-01': open - 1n, '2026-06-14': 1n, '2026-06-15': 5n } })).toBe(expected);
  });
});
