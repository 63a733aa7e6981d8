import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import { daysLate } from '../../local/replay/days-late.ts';

it.each([
  ['2024-02-01', '2024-02-01', 0],
  ['2024-02-01', '2024-01-31', 0],
  ['2024-02-01', '2024-02-02', 1],
  ['2024-02-28', '2024-03-01', 2],
  ['2023-02-28', '2023-03-01', 1],
  ['1900-02-28', '1900-03-01', 1],
  ['2000-02-28', '2000-03-01', 2],
  ['2023-12-31', '2024-12-31', 366],
  ['2013-12-13', '2014-01-09', 27],
])('from due %s to paid %s', (due, settled, days) => {
  expect(daysLate(due, settled)).toBe(days);
});

it('agrees with the calendar of the domain', () => {
  const days = fc.integer({ min: 0, max: 40_000 });
  fc.assert(
    fc.property(days, days, (start, late) => {
      const due = addDays('1995-01-01' as CivilDate, start);
      expect(daysLate(due, addDays(due, late))).toBe(late);
    }),
  );
});
