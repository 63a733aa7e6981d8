import { describe, expect, test } from 'vitest';
import type { Parameters } from '../../../domain/parameters.ts';
import { daysOf, isWithin, longestPeriod, monthEndsOf, periodOf } from '../../../domain/statistics/period.ts';
import { day } from '../a-situation.ts';

describe('a period (§13)', () => {
  test.each([
    ['2026-06-15', 12, '2025-06-15'],
    ['2026-05-31', 3, '2026-02-28'],
    ['2024-05-31', 3, '2024-02-29'],
    ['2024-02-29', 12, '2023-02-28'],
  ])('that ends on %s and has %i months starts on %s', (today, months, start) => {
    expect(periodOf(day(today), months)).toEqual({ months, start, end: today });
  });

  test('excludes its first day and includes its last', () => {
    const period = periodOf(day('2026-06-15'), 3);
    const days = ['2026-03-15', '2026-03-16', '2026-06-15', '2026-06-16'];
    expect(days.map((date) => isWithin(period, day(date)))).toEqual([false, true, true, false]);
  });

  test.each([
    [undefined, 365],
    ['2025-06-14', 365],
    ['2025-06-15', 365],
    ['2025-06-16', 364],
    ['2026-06-14', 1],
    ['2026-06-15', 0],
    ['2026-06-16', -1],
  ])('of twelve months has, of a customer since %s, %i days', (since, days) => {
    expect(daysOf(periodOf(day('2026-06-15'), 12), since === undefined ? undefined : day(since))).toBe(days);
  });

  test('of twelve months over a leap day has 366 days', () => {
    expect(daysOf(periodOf(day('2024-06-15'), 12), undefined)).toBe(366);
  });
});

describe('the month ends before today in a period', () => {
  const ends = (today: string, months: number, since?: string) =>
    monthEndsOf(periodOf(day(today), months), since === undefined ? undefined : day(since));

  test.each([
    ['2026-06-15', 3, ['2026-03-31', '2026-04-30', '2026-05-31']],
    ['2026-06-30', 2, ['2026-04-30', '2026-05-31']],
    ['2026-05-31', 3, ['2026-02-28', '2026-03-31', '2026-04-30']],
    ['2026-06-01', 1, ['2026-05-31']],
    ['2024-03-30', 1, ['2024-02-29']],
    ['2024-03-29', 1, ['2024-02-29']],
    ['2024-03-28', 1, ['2024-02-29']],
    ['2024-02-29', 1, ['2024-01-31']],
  ])('of which %s is the last and that has %i months, are as many', (today, months, expected) => {
    expect(ends(today, months)).toEqual(expected);
  });

  test('begin with that of the month in which the customer became one', () => {
    expect(ends('2026-06-15', 3, '2026-04-30')).toEqual(['2026-04-30', '2026-05-31']);
    expect(ends('2026-06-15', 3, '2026-05-01')).toEqual(['2026-05-31']);
    expect(ends('2026-06-15', 3, '2026-06-01')).toEqual([]);
  });
});

test('the longest period is that of the largest of the six numbers', () => {
  const months = { daysSalesOutstanding: [1, 2], averageBalance: [3, 4], creditLimitUsed: 5, exposure: 6 } as const;
  const longest = (more: Partial<Parameters['statisticsMonths']>) =>
    longestPeriod(day('2026-06-15'), { statisticsMonths: { ...months, ...more } }).months;
  expect([
    longest({}),
    longest({ creditLimitUsed: 7 }),
    longest({ averageBalance: [8, 1] }),
    longest({ daysSalesOutstanding: [1, 9] }),
  ]).toEqual([6, 7, 8, 9]);
});
