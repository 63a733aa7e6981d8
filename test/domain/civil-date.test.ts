import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  monthEndOf,
  parseCivilDate,
  wholeYears,
  type CivilDate,
} from '../../domain/civil-date.ts';

const first = '0001-01-01' as CivilDate;
const daysToTheLast = 3_652_058;

test('every day is written as it is read', () => {
  fc.assert(
    fc.property(fc.nat(daysToTheLast), fc.nat(daysToTheLast), (one, other) => {
      const [date, later] = [addDays(first, one), addDays(first, other)];
      expect(parseCivilDate(date)).toBe(date);
      expect([daysBetween(date, later), addDays(date, other - one)]).toEqual([other - one, later]);
    }),
  );
});

test.each([
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-03-01', -1, '2028-02-29'],
  ['2026-03-01', -1, '2026-02-28'],
  ['0999-12-31', 1, '1000-01-01'],
  ['9999-12-30', 1, '9999-12-31'],
])('%s and %i days are %s', (date, days, result) => {
  expect(addDays(date as CivilDate, days)).toBe(result);
});

test.each([
  ['2026-06-15', -3, '2026-03-15'],
  ['2026-06-15', -12, '2025-06-15'],
  ['2026-05-31', -3, '2026-02-28'],
  ['2024-05-31', -3, '2024-02-29'],
  ['2026-02-28', -12, '2025-02-28'],
  ['2024-02-29', -12, '2023-02-28'],
  ['2023-02-28', 12, '2024-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-03-31', -120, '2016-03-31'],
  ['0050-03-31', 1, '0050-04-30'],
])('%s and %i months are %s', (date, months, result) => {
  expect(addMonths(date as CivilDate, months)).toBe(result);
});

test.each([
  ['2026-06-15', '2026-06-30'],
  ['2026-06-30', '2026-06-30'],
  ['2024-02-01', '2024-02-29'],
  ['2026-12-31', '2026-12-31'],
])('the month of %s ends on %s', (date, end) => {
  expect(monthEndOf(date as CivilDate)).toBe(end);
});

test.each([
  ['2020-06-15', '2026-06-15', 6],
  ['2020-06-16', '2026-06-15', 5],
  ['2024-02-29', '2025-02-27', 0],
  ['2024-02-29', '2025-02-28', 1],
  ['2024-02-29', '2028-02-28', 3],
  ['2024-02-29', '2028-02-29', 4],
  ['2026-06-15', '2026-06-15', 0],
  ['2026-06-16', '2026-06-15', 0],
  ['2030-01-01', '2026-06-15', 0],
  ['0050-01-01', '2026-06-15', 1976],
])('from %s to %s are %i whole years', (from, to, years) => {
  expect(wholeYears(from as CivilDate, to as CivilDate)).toBe(years);
});
