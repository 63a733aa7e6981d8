import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';

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
