import { formatAmount } from '../../../domain/money.ts';
import type { Sent } from './documents.ts';

/** §5.1, §5.2, §5.5 in sums over all documents, without any thought of when they came. Cents. */
export function modelOf(sent: readonly Sent[]) {
  const ofKind = (kind: Sent['kind']) => sent.filter((document) => document.kind === kind);
  const bounced = new Set(ofKind('payment-reversal').map(({ id }) => id));
  const credits = [...ofKind('payment').filter(({ id }) => !bounced.has(id)), ...ofKind('credit-note')];
  const settled = credits.flatMap((credit) => settledBy(credit, ofKind('settlement'), ofKind('settlement-reversal')));
  const invoices = ofKind('invoice').map((invoice) => {
    const paid = sum(settled.filter((one) => one.invoice === invoice.id).map(({ cents: part }) => part));
    return { ...invoice, open: atLeastZero(cents(invoice) - paid) };
  });
  const isTakenBack = (slip: Sent) =>
    ofKind('packing-slip-reversal').some(({ id, of }) => id === slip.id && of === slip.of);
  const orders = ['O1', 'O2'].map((id) => {
    const invoiced = sum(
      ofKind('invoice')
        .filter(({ body }) => body.order === id)
        .map(cents),
    );
    const taken = ofKind('credit-note').filter(({ body }) => body.order === id && body.reopensOrder === true);
    const delivered = sum(
      ofKind('packing-slip')
        .filter((slip) => slip.of === id && !isTakenBack(slip))
        .map(cents),
    );
    const isCancelled = ofKind('cancellation').some((cancellation) => cancellation.id === id);
    return orderPart(
      isCancelled ? [] : ofKind('order').filter((order) => order.id === id),
      delivered,
      invoiced - sum(taken.map(cents)),
    );
  });
  const balance = sum(ofKind('invoice').map(cents)) - sum(credits.map(cents));
  const toDelivered = balance + sum(orders.map(({ delivered }) => delivered));
  const toOrders = toDelivered + sum(orders.map(({ open }) => open));
  return {
    sums: { balance, toDelivered, toOrders, toHeld: toOrders },
    items: itemsOf(invoices),
    unappliedCash: sum(credits.map(cents)) - sum(invoices.map((invoice) => cents(invoice) - invoice.open)),
    opens: invoices.map(({ id, open }) => [id, formatAmount(open, 'EUR')]),
  };
}

function orderPart(versions: readonly Sent[], delivered: bigint, invoiced: bigint) {
  const newest = versions.at(-1);
  const notInvoiced = atLeastZero(delivered - invoiced);
  const larger = delivered > invoiced ? delivered : invoiced;
  // §5.3: a draft counts from its first checkpoint, and none is asked here.
  const isOpen = newest?.body.state === 'open';
  return { delivered: notInvoiced, open: isOpen ? atLeastZero(cents(newest) - larger) : 0n };
}

/** What is settled of an invoice pays its instalments from the earliest. */
function itemsOf(invoices: readonly (Sent & { readonly open: bigint })[]) {
  const open = invoices.flatMap((invoice) => {
    const { instalments = [{ dueDate: invoice.body.dueDate ?? '', amount: invoice.body.amount ?? '0' }] } =
      invoice.body;
    let paid = cents(invoice) - invoice.open;
    return instalments
      .toSorted((a, b) => a.dueDate.localeCompare(b.dueDate))
      .map(({ dueDate, amount }) => {
        const part = atLeastZero(BigInt(amount) * 100n - paid);
        paid = atLeastZero(paid - BigInt(amount) * 100n);
        return { dueDate, part };
      });
  });
  return [...new Set(open.map(({ dueDate }) => dueDate))]
    .toSorted()
    .map((date) => ({
      dueDate: date,
      open: sum(open.filter(({ dueDate }) => dueDate === date).map(({ part }) => part)),
    }))
    .filter((item) => item.open > 0n);
}

/** What a payment or credit note settles: first what came with it, then the rest by date and id, until it is used up. */
function settledBy(credit: Sent, later: readonly Sent[], reversals: readonly Sent[]) {
  const { invoice, amount = '0', settlements = invoice === undefined ? [] : [{ invoice, amount }] } = credit.body;
  const own = settlements.map((one) => ({ id: one.invoice, ...one }));
  const others = later
    .filter(({ of }) => of === credit.id)
    .map(({ id, body }) => ({ id, invoice: body.invoice ?? '', amount: body.amount ?? '0', date: body.date ?? '' }))
    .toSorted((a, b) => `${a.date} ${a.id}`.localeCompare(`${b.date} ${b.id}`));
  let left = cents(credit);
  return [...own, ...others]
    .filter(({ id }) => !reversals.some((reversal) => reversal.of === credit.id && reversal.id === id))
    .map((one) => {
      const part = left < BigInt(one.amount) * 100n ? left : BigInt(one.amount) * 100n;
      left -= part;
      return { invoice: one.invoice, cents: part };
    });
}

function cents({ body }: Sent): bigint {
  return BigInt(body.amount ?? '0') * 100n;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
