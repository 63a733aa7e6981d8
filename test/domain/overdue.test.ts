import { expect, test } from 'vitest';
import { overdueOn } from '../../domain/overdue.ts';
import { aSituation, businessDay, eur, type SituationWishes } from './a-situation.ts';

function overdue(wishes: SituationWishes, useUnappliedCash = true): ReturnType<typeof overdueOn> {
  return overdueOn(aSituation(wishes).ageing, businessDay, useUnappliedCash);
}

test('what is due today is not overdue yet, what was due yesterday is', () => {
  expect(overdue({ due: { '2026-06-15': 500n } })).toEqual({ total: 0n });
  expect(overdue({ due: { '2026-06-14': 500n } })).toEqual({
    total: 500n,
    oldest: { dueDate: '2026-06-14', days: 1 },
  });
});

test('example 22: unapplied cash covers what is overdue, unless it is not used', () => {
  const wishes = { due: { '2026-06-01': eur('1000') }, unappliedCash: eur('700') };
  expect(overdue(wishes).total).toBe(eur('300'));
  expect(overdue(wishes, false).total).toBe(eur('1000'));
});

test('cash covers the oldest item first, for amounts and for days', () => {
  const due = { '2026-05-01': 100n, '2026-06-01': 100n, '2026-07-01': 100n };
  expect(overdue({ due, unappliedCash: 99n })).toEqual({ total: 101n, oldest: { dueDate: '2026-05-01', days: 45 } });
  expect(overdue({ due, unappliedCash: 100n })).toEqual({ total: 100n, oldest: { dueDate: '2026-06-01', days: 14 } });
  expect(overdue({ due, unappliedCash: 200n })).toEqual({ total: 0n });
  expect(overdue({ due, unappliedCash: 1_000n })).toEqual({ total: 0n });
});
