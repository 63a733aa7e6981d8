import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId, InvoiceId, OrderId, PaymentId } from '../../domain/ids.ts';
import { movedByCredit, nothingAfterwards } from '../../domain/credit-history.ts';
import { shareOf } from '../../domain/order.ts';
import type { Ageing } from '../../domain/position.ts';
import { nothingOpen, openOf, withDocument, withInvoice, type Credit, type Invoice } from '../../domain/receivables.ts';
import { Refusal } from '../../domain/refusal.ts';

const C1 = 'C1' as CustomerId;
const I1 = 'I1' as InvoiceId;
const june = (day: string) => `2026-06-${day}` as CivilDate;
const posted = { customer: C1, date: june('01'), currency: 'EUR', contentHash: '' };

const anInvoice = (wishes: Partial<Invoice> = {}): Invoice => ({
  ...posted,
  invoice: I1,
  dueDate: june('14'),
  amount: 1000n,
  settled: 0n,
  ...wishes,
});

const aPayment = (amount: bigint, settles?: bigint): Credit => ({
  ...posted,
  kind: 'payment',
  id: 'P1' as PaymentId,
  amount,
  settlements: settles === undefined ? [] : [{ invoice: I1, amount: settles }],
});

/** The ageing, and the invoices, after a payment that arrived. */
function withCredit(ageing: Ageing, credit: Credit, invoices: ReadonlyMap<InvoiceId, Invoice>) {
  const before = { credit: undefined, afterwards: nothingAfterwards };
  return movedByCredit(ageing, before, { ...before, credit }, invoices);
}

const knowing = (...invoices: readonly Invoice[]) => new Map(invoices.map((invoice) => [invoice.invoice, invoice]));

describe('what is open of an invoice', () => {
  it.each([
    [0n, 1000n],
    [999n, 1n],
    [1000n, 0n],
    [1001n, 0n],
  ])('of 1000 with %s settled is %s', (settled, open) => {
    expect(openOf(anInvoice({ settled }))).toBe(open);
  });
});

describe('an invoice in the ageing', () => {
  it('is open at its due date, beside others of that date, and dates ascend', () => {
    const one = withInvoice(nothingOpen, anInvoice({ dueDate: june('20') }), 0n);
    const two = withInvoice(one, anInvoice({ dueDate: june('10'), amount: 5n }), 0n);
    const three = withInvoice(two, anInvoice({ dueDate: june('20'), amount: 1n }), 0n);
    expect(three.items).toEqual([
      { dueDate: '2026-06-10', open: 5n },
      { dueDate: '2026-06-20', open: 1001n },
    ]);
  });

  it('takes from unapplied cash what settled it before, at most all of itself', () => {
    const paid = { items: [], unappliedCash: 1500n };
    expect(withInvoice(paid, anInvoice({ settled: 999n }), 999n)).toEqual({
      items: [{ dueDate: '2026-06-14', open: 1n }],
      unappliedCash: 501n,
    });
    expect(withInvoice(paid, anInvoice({ settled: 1001n }), 1001n)).toEqual({ items: [], unappliedCash: 500n });
  });
});

describe('a payment in the ageing', () => {
  const owed = withInvoice(nothingOpen, anInvoice(), 0n);

  it.each([
    [999n, 1n, 1n],
    [1000n, undefined, 0n],
    [1001n, undefined, 1n],
  ])('that settles %s of an invoice of 1000 leaves %s open', (settles, open, onAccount) => {
    const { ageing } = withCredit(owed, aPayment(settles, settles), knowing(anInvoice()));
    expect(ageing.items).toEqual(open === undefined ? [] : [{ dueDate: '2026-06-14', open }]);
    expect(ageing.unappliedCash).toBe(open === undefined ? onAccount : 0n);
  });

  it('is on account where it settles nothing, or what has not arrived', () => {
    for (const payment of [aPayment(10n), aPayment(10n, 10n)]) {
      const { ageing, settled } = withCredit(owed, payment, knowing());
      expect([ageing, settled]).toEqual([{ ...owed, unappliedCash: 10n }, []]);
    }
  });

  it('ends the same, with its invoice before or after any number of payments', () => {
    const settlements = fc.array(fc.bigInt({ min: 1n, max: 800n }), { maxLength: 4 });
    fc.assert(
      fc.property(settlements, fc.nat(4), (amounts, place) => {
        const before = amounts.slice(0, place);
        const after = amounts.slice(place);
        const early = before.reduce((sum, amount) => sum + amount, 0n);
        const invoice = anInvoice({ settled: early });
        let ageing = withInvoice({ items: [], unappliedCash: early }, invoice, early);
        let stored = invoice;
        for (const amount of after) {
          const step = withCredit(ageing, aPayment(amount, amount), knowing(stored));
          ageing = step.ageing;
          stored = step.settled[0] ?? stored;
        }
        const all = amounts.reduce((sum, amount) => sum + amount, 0n);
        expect(openOf(stored)).toBe(all > 1000n ? 0n : 1000n - all);
        expect(ageing.unappliedCash).toBe(all > 1000n ? all - 1000n : 0n);
        expect(ageing.items).toEqual(all >= 1000n ? [] : [{ dueDate: '2026-06-14', open: 1000n - all }]);
      }),
      { seed: 20260615 },
    );
  });
});

describe('a document of an order', () => {
  const named = { order: 'O1' as OrderId, customer: C1, currency: 'EUR', isForeign: false };

  it('may come first, and then counts as what it is', () => {
    const announced = withDocument(undefined, named, { delivered: 600n });
    expect(announced).toMatchObject({ state: 'announced', delivered: 600n, invoiced: 0n });
    expect(shareOf(announced).toDelivered).toBe(600n);
    expect(shareOf(withDocument(announced, named, { invoiced: 601n })).toDelivered).toBe(0n);
  });

  it('of another customer is refused', () => {
    const order = withDocument(undefined, named, {});
    expect(() => withDocument(order, { ...named, customer: 'C2' as CustomerId }, { delivered: 1n })).toThrow(Refusal);
  });
});
