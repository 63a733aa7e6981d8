import { expect, it } from 'vitest';
import type { CivilDate } from '../../domain/civil-date.ts';
import { daysHeld, type HeldOrder } from '../../local/replay/tally.ts';

const held = (from: string, to?: string): HeldOrder => ({
  hold: from,
  reasons: ['credit-limit-used'],
  heldOn: from as CivilDate,
  isInvoicedWhileHeld: false,
  releasedOn: to as CivilDate | undefined,
});

it('gives the median and the longest of the days on hold', () => {
  const one = held('2024-02-28', '2024-03-01');
  const none = held('2024-03-01', '2024-03-01');
  const many = held('2024-03-01', '2024-03-31');
  expect(daysHeld([one])).toEqual({ median: 2, most: 2 });
  expect(daysHeld([many, none])).toEqual({ median: 15, most: 30 });
  expect(daysHeld([many, none, one])).toEqual({ median: 2, most: 30 });
});

it('leaves out what is still held', () => {
  expect(daysHeld([])).toBeUndefined();
  expect(daysHeld([held('2024-03-01')])).toBeUndefined();
});
