import { expect, it } from 'vitest';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Receivable } from '../../local/replay/receivable.ts';
import { balanceOn, paymentDaysOf } from '../../local/replay/statistics-of-file.ts';

const one = (amount: bigint, date: string, settled?: string, daysToSettle?: number): Receivable =>
  ({ amount, date, settled, daysToSettle }) as Receivable;
const on = (date: string) => date as CivilDate;

it('weights days by amount, half even, of what was paid after the first day', () => {
  const paid = [one(300n, '2025-01-01', '2025-01-11', 10), one(100n, '2025-01-01', '2025-01-21', 20)];
  expect(paymentDaysOf(paid, on('2025-01-01'))).toBe('12.50');
  expect(paymentDaysOf(paid, on('2025-01-11'))).toBe('20.00');
  expect(paymentDaysOf(paid, on('2025-01-21'))).toBeNull();
  expect(paymentDaysOf([...paid, one(500n, '2025-01-01')], on('2025-01-01'))).toBe('12.50');
  const [even, odd] = [one(199n, '2025-01-01', '2025-01-02', 0), one(1n, '2025-01-01', '2025-01-02', 1)];
  expect(paymentDaysOf([even, odd], on('2025-01-01'))).toBe('0.00');
  expect(paymentDaysOf([even, { ...odd, daysToSettle: 3 }], on('2025-01-01'))).toBe('0.02');
});

it('owes from the day of the invoice until the day before its payment', () => {
  const all = [one(300n, '2025-01-10', '2025-02-10', 31), one(100n, '2025-01-20')];
  const balances = ['2025-01-09', '2025-01-10', '2025-02-09', '2025-02-10'].map((date) => balanceOn(all, date));
  expect(balances).toEqual([0n, 300n, 400n, 100n]);
});
