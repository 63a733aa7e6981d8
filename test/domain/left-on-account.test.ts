import { expect, test } from 'vitest';
import { nothingAfterwards } from '../../domain/credit-history.ts';
import type { CustomerId, InvoiceId, PaymentId } from '../../domain/ids.ts';
import { leftOnAccount } from '../../domain/left-on-account.ts';
import type { Credit, Invoice } from '../../domain/receivables.ts';
import { day } from './a-situation.ts';

const posted = { customer: 'C1' as CustomerId, date: day('2026-06-10'), currency: 'EUR', contentHash: 'hash' };
const [I1, I2] = ['I1', 'I2'] as const;

function anInvoice(invoice: string, settled: bigint): [InvoiceId, Invoice] {
  const id = invoice as InvoiceId;
  return [id, { ...posted, invoice: id, dueDate: day('2026-06-14'), amount: 100n, settled }];
}

function aPayment(amount: bigint, settles: Readonly<Record<string, bigint>>): Credit {
  const settlements = Object.entries(settles).map(([invoice, part]) => ({
    invoice: invoice as InvoiceId,
    amount: part,
  }));
  return { ...posted, kind: 'payment', id: 'P1' as PaymentId, amount, settlements };
}

test.each([
  ['settles nothing', aPayment(70n, {}), [anInvoice(I1, 0n)], 70n],
  ['settles a part', aPayment(70n, { I1: 40n }), [anInvoice(I1, 40n)], 30n],
  ['settles all of itself', aPayment(70n, { I1: 40n, I2: 30n }), [anInvoice(I1, 40n), anInvoice(I2, 30n)], 0n],
  ['names an invoice that has not arrived', aPayment(70n, { I1: 40n, I2: 30n }), [anInvoice(I1, 40n)], 30n],
  ['pays an invoice wholly, to the cent', aPayment(100n, { I1: 100n }), [anInvoice(I1, 100n)], 0n],
  ['pays more than an invoice is', aPayment(104n, { I1: 104n }), [anInvoice(I1, 104n)], 4n],
  ['is one of two that do together', aPayment(60n, { I1: 60n }), [anInvoice(I1, 120n)], 20n],
  ['is the smaller one of them', aPayment(10n, { I1: 10n }), [anInvoice(I1, 120n)], 10n],
])('of a payment that %s', (_, credit, invoices, left) => {
  expect(leftOnAccount({ credit, afterwards: nothingAfterwards }, new Map(invoices))).toBe(left);
});

test('nothing of one that was reversed', () => {
  const afterwards = { ...nothingAfterwards, reversedOn: day('2026-06-12') };
  expect(leftOnAccount({ credit: aPayment(70n, {}), afterwards }, new Map())).toBe(0n);
});
