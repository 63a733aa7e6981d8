import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { averagePaymentDays } from '../../../domain/statistics/average-payment-days.ts';
import { periodOf } from '../../../domain/statistics/period.ts';
import { readReceivables } from '../../../local/replay/read-receivables.ts';
import { businessDay, day } from '../a-situation.ts';
import { aCreditNote, anInvoice, aPayment, factsOf, history, later, type Facts } from './documents.ts';

/** From 2026-03-15 (excluded) to 2026-06-15. */
const quarter = periodOf(businessDay, 3);
const over = ({ invoices, credits }: Facts) => averagePaymentDays(quarter, invoices, credits);

const may = anInvoice('I1', '2026-05-01', 1_000n);

test('days from invoice to settlement, weighted by amount', () => {
  const april = anInvoice('I2', '2026-04-01', 3_000n);
  const paid = [
    aPayment('P1', '2026-05-31', 1_000n, { I1: 1_000n }),
    aPayment('P2', '2026-05-01', 3_000n, { I2: 3_000n }),
  ];
  // 30 days of 1,000 and 30 of 3,000; then 20 of 1,000 instead: (20 × 1,000 + 30 × 3,000) ÷ 4,000.
  expect(over(factsOf([may, april], paid))).toEqual({ period: quarter, settled: 4_000n, days: 3_000n });
  const sooner = [aPayment('P1', '2026-05-21', 1_000n, { I1: 1_000n }), ...paid.slice(1)];
  expect(over(factsOf([may, april], sooner)).days).toBe(2_750n);
});

test('each part of an invoice counts from its own settlement', () => {
  const paid = [aPayment('P1', '2026-05-11', 250n, { I1: 250n }), aPayment('P2', '2026-05-31', 500n, { I1: 500n })];
  // (10 × 250 + 30 × 500) ÷ 750 is 23.333…
  expect(over(factsOf([may], paid))).toMatchObject({ settled: 750n, days: 2_333n });
});

test('settlements in the period count, whenever the invoice is dated; its first day is excluded', () => {
  const old = anInvoice('OLD', '2025-03-15', 1_000n);
  const settledOn = (date: string) => over(factsOf([old], [aPayment('P1', date, 1_000n, { OLD: 1_000n })]));
  expect(settledOn('2026-03-15').days).toBeUndefined();
  expect(settledOn('2026-03-16').days).toBe(36_600n);
  expect(settledOn('2026-06-15').days).toBe(45_700n);
  expect(settledOn('2026-06-16')).toMatchObject({ settled: 0n, days: undefined });
});

test('a payment on account settles when it is applied; one that came first takes no day', () => {
  const onAccount = aPayment('P1', '2026-05-05', 1_000n);
  expect(over(factsOf([may], [onAccount])).days).toBeUndefined();
  const applied = history(onAccount, { settlements: [later('S1', '2026-05-21', 'I1', 1_000n)] });
  expect(over(factsOf([may], [applied])).days).toBe(2_000n);
  const beforehand = aPayment('P1', '2026-04-05', 1_000n, { I1: 1_000n });
  expect(over(factsOf([may], [beforehand]))).toMatchObject({ settled: 1_000n, days: 0n });
});

test('what was taken back paid nothing', () => {
  const payment = aPayment('P1', '2026-05-31', 1_000n, { I1: 1_000n });
  expect(over(factsOf([may], [history(payment, { reversedOn: day('2026-06-15') })])).days).toBeUndefined();
  expect(over(factsOf([may], [history(payment, { reversedOn: day('2026-06-16') })])).days).toBe(3_000n);
  const applied = [later('S1', '2026-05-11', 'I1', 1_000n, '2026-05-20'), later('S2', '2026-05-31', 'I1', 1_000n)];
  const moved = history(aPayment('P1', '2026-05-11', 1_000n), { settlements: applied });
  expect(over(factsOf([may], [moved])).days).toBe(3_000n);
});

test('credit notes pay nothing, and what is paid beyond the invoice settles nothing of it', () => {
  const credited = aCreditNote('N1', '2026-05-02', 600n, { I1: 600n });
  expect(over(factsOf([may], [credited])).days).toBeUndefined();
  const paid = [aPayment('P1', '2026-05-11', 300n, { I1: 300n }), aPayment('P2', '2026-05-31', 900n, { I1: 900n })];
  // Of the 1,000 the credit note leaves 400: 300 after 10 days, 100 of the 900 after 30.
  expect(over(factsOf([may], [credited, ...paid]))).toMatchObject({ settled: 400n, days: 1_500n });
});

test('weights are what was booked; a settlement in another currency, or of another’s invoice, settles nothing', () => {
  const dollars = anInvoice('USD', '2026-05-01', 2_000n, { currency: 'USD', booked: 1_000n });
  const inDollars = { currency: 'USD', booked: 900n };
  const paid = [
    aPayment('P1', '2026-05-11', 2_000n, { USD: 2_000n }, inDollars),
    aPayment('P2', '2026-05-31', 1_000n, { I1: 1_000n }),
  ];
  expect(over(factsOf([may, dollars], paid))).toMatchObject({ settled: 2_000n, days: 2_000n });
  expect(over(factsOf([may, dollars], [aPayment('P1', '2026-05-11', 10n, { USD: 10n, NONE: 5n })])).settled).toBe(0n);
});

describe('against the days that the sample of a replay says', () => {
  const file = new URL('../../../local/replay/sample.csv', import.meta.url);
  const said = parse(readFileSync(file), { columns: true }) as readonly Readonly<Record<string, string>>[];
  const daysOf = new Map(said.map((row) => [row['invoiceNumber'], Number(row['DaysToSettle'])]));
  const receivables = readReceivables(file.pathname, { columns: {}, dates: 'mdy', currency: 'USD' });
  const customers = [...new Set(receivables.map(({ customer }) => customer))];
  const period = periodOf(day('2025-04-10'), 2);

  test.each(customers)('of %s', (customer) => {
    const own = receivables.filter((one) => one.customer === customer);
    const paid = own.filter(({ settled }) => settled !== undefined && settled > period.start && settled <= period.end);
    const { invoices, credits } = factsOf(
      own.map(({ invoice, date, amount }) => anInvoice(invoice, date, amount, { currency: 'USD' })),
      own.flatMap(({ invoice, settled, amount }) =>
        settled === undefined ? [] : [aPayment(invoice, settled, amount, { [invoice]: amount }, { currency: 'USD' })],
      ),
      period.end,
    );
    const weighed = paid.reduce((sum, { invoice, amount }) => sum + Number(amount) * (daysOf.get(invoice) ?? NaN), 0);
    const weight = paid.reduce((sum, { amount }) => sum + Number(amount), 0);
    const { days, settled } = averagePaymentDays(period, invoices, credits);
    expect([settled, days]).toEqual([BigInt(weight), BigInt(Math.round((100 * weighed) / weight))]);
  });

  test('which is of seven customers and forty-one payments, all of them in the period', () => {
    expect([customers.length, receivables.filter(({ settled }) => settled !== undefined).length]).toEqual([7, 41]);
  });
});
