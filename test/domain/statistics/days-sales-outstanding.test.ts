import { expect, test } from 'vitest';
import { daysSalesOutstanding } from '../../../domain/statistics/days-sales-outstanding.ts';
import { periodOf } from '../../../domain/statistics/period.ts';
import { day, eur } from '../a-situation.ts';
import { aCreditNote, anInvoice, aPayment, factsOf, type Facts } from './documents.ts';

const year = periodOf(day('2026-06-15'), 12);

function over(facts: Facts, open: bigint, since?: string) {
  const documents = { invoices: facts.invoices.values(), credits: facts.credits };
  return daysSalesOutstanding(year, open, since === undefined ? undefined : day(since), documents);
}

test('worked example 24: 20,000 open, 120,000 of sales in 365 days', () => {
  const facts = factsOf([anInvoice('I1', '2026-01-15', eur('120000'))]);
  expect(over(facts, eur('20000'))).toEqual({ period: year, creditSales: eur('120000'), days: 365, result: 6_083n });
});

test('credit sales are invoices less credit notes, and no payments, dated in the period; its first day is excluded', () => {
  const facts = factsOf(
    [
      anInvoice('before', '2025-06-15', 1n),
      anInvoice('first', '2025-06-16', 100n),
      anInvoice('last', '2026-06-15', 1_000n),
      anInvoice('after', '2026-06-16', 10n),
    ],
    [
      aCreditNote('before', '2025-06-15', 5n),
      aCreditNote('first', '2025-06-16', 200n),
      aCreditNote('last', '2026-06-15', 300n),
      aCreditNote('after', '2026-06-16', 5n),
      aPayment('paid', '2026-06-01', 400n),
    ],
  );
  expect(over(facts, 0n).creditSales).toBe(600n);
});

test('what was booked counts, in the currency of the legal entity; what lacks a rate does not', () => {
  const missingRate = { from: 'USD', to: 'EUR', date: day('2026-06-01') };
  const facts = factsOf([
    anInvoice('usd', '2026-06-01', 200n, { currency: 'USD', booked: 150n }),
    anInvoice('unknown', '2026-06-01', 200n, { currency: 'USD', missingRate }),
  ]);
  expect(over(facts, 0n).creditSales).toBe(150n);
});

test('days count from customer-since where that is later', () => {
  const facts = factsOf([anInvoice('I1', '2026-06-01', 1_000n)]);
  expect(over(facts, 500n, '2026-06-05')).toMatchObject({ days: 10, result: 500n });
  expect(over(facts, 500n, '2025-06-14')).toMatchObject({ days: 365, result: 18_250n });
});

test('it is rounded half even', () => {
  const of = (sales: bigint) => over(factsOf([anInvoice('I1', '2026-06-01', sales)]), 1n, '2026-06-14').result;
  // 1/200 is 0.005, which goes down to the even 0.00; 1/67 is 0.0149….
  expect([of(200n), of(67n), of(66n)]).toEqual([0n, 1n, 2n]);
  expect(over(factsOf([anInvoice('I1', '2026-06-01', 200n)]), 3n, '2026-06-14').result).toBe(2n);
});

test('a period without sales or without days gives none, and no error', () => {
  const nothing = factsOf([]);
  expect(over(nothing, 100n).result).toBeUndefined();
  const givenBack = factsOf([anInvoice('I1', '2026-06-01', 100n)], [aCreditNote('N1', '2026-06-02', 100n)]);
  expect(over(givenBack, 100n)).toMatchObject({ creditSales: 0n, result: undefined });
  const sold = factsOf([anInvoice('I1', '2026-06-01', 100n)]);
  expect([over(sold, 100n, '2026-06-15'), over(sold, 100n, '2026-06-16')].map(({ result }) => result)).toEqual([
    undefined,
    undefined,
  ]);
  expect(over(sold, 0n).result).toBe(0n);
  // More was paid than is owed.
  expect(over(sold, -50n, '2026-06-05').result).toBe(-500n);
});
