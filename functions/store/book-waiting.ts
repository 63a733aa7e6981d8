import { awaitedMore } from '../../domain/awaited-rates.ts';
import { inBase, type InBase } from '../../domain/booked.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { rateAwaitedBy as rateOfCredit } from '../../domain/credit-history.ts';
import type { CreditNoteId, InvoiceId, OrderId, PackingSlipId, PaymentId } from '../../domain/ids.ts';
import { rateAwaitedBy, type Order } from '../../domain/order.ts';
import {
  awaitedByInvoice,
  balanceOf,
  rateAwaitedBySlip,
  withInvoiceMoved,
  withPackingSlip,
} from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { withThreshold } from './ageing-threshold.ts';
import { bookingItems, type Booking } from './book-document.ts';
import { readCredit, readOrder, readRulebookInForce, type StoredCredit } from './credit-state.ts';
import { changedCredit, readCreditHistory } from './credits.ts';
import { changedInvoice, findInvoice } from './invoices.ts';
import type { CreditName } from './keys.ts';
import { moveCredit } from './move-credit.ts';
import { changedPackingSlip, findPackingSlip } from './packing-slips.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import type { WaitingDocument } from './waiting-for-rate.ts';

/**
 * §5.3: books a document whose rate is there now, once: what it counts for, and that it waits no longer, in one transaction. One
 * that still lacks its rate, or was booked in between, is left alone.
 */
export async function bookWaiting(
  entity: AuthorizedEntity,
  waiting: WaitingDocument,
  deadlineMs: number,
): Promise<void> {
  await retrying(deadlineMs, async (patience) => {
    const [credit, rulebook] = await Promise.all([
      readCredit(entity, waiting.customer, true),
      readRulebookInForce(entity, true),
    ]);
    const current = await withThreshold(entity, credit, rulebook.parameters.ignoreOverdueBelow);
    const booking = await bookingOf(entity, waiting, current, rulebook);
    if (booking === undefined) return;
    const { document: kind, id, customer } = waiting;
    // Named after the rulebook that has the rate, since a later version of an order may wait again.
    const cause = { entity, kind: 'conversion', id: [kind, ...id, String(rulebook.version)], document: { customer } };
    await writeUnlessOutrun(bookingItems(cause, current, { ...booking, isRelief: true }, rulebook), patience);
  });
}

type Conversion = Omit<Booking<unknown>, 'document'> | undefined;

async function bookingOf(
  entity: AuthorizedEntity,
  { document: kind, id, customer }: WaitingDocument,
  credit: StoredCredit,
  rulebook: Rulebook,
): Promise<Conversion> {
  const [first = '', second = ''] = id;
  switch (kind) {
    case 'invoice':
      return invoiceBooking(entity, first as InvoiceId, credit, rulebook);
    case 'packing-slip':
      return slipBooking(entity, first as OrderId, second as PackingSlipId, rulebook);
    case 'order':
      return orderBooking(entity, first as OrderId, rulebook);
    case 'payment':
      return creditBooking(entity, { kind, id: first as PaymentId }, { credit, customer, rulebook });
    case 'credit-note':
      return creditBooking(entity, { kind, id: first as CreditNoteId }, { credit, customer, rulebook });
  }
}

type Unconverted = InBase & { readonly date: CivilDate; readonly amount: bigint; readonly currency: string };

/** With what it is booked as; `undefined` where the rate is still missing, or no longer. */
function converted<D extends Unconverted>(rulebook: Rulebook, document: D | undefined): D | undefined {
  if (document?.missingRate === undefined) return undefined;
  const found = inBase(rulebook, document);
  return found.missingRate === undefined ? { ...document, booked: found.booked, missingRate: undefined } : undefined;
}

async function invoiceBooking(
  entity: AuthorizedEntity,
  id: InvoiceId,
  { ageing }: StoredCredit,
  rulebook: Rulebook,
): Promise<Conversion> {
  const seen = await findInvoice(entity, id);
  const invoice = converted(rulebook, seen);
  if (seen === undefined || invoice === undefined) return undefined;
  return {
    items: [changedInvoice(entity, invoice, seen)],
    waiting: { name: { kind: 'invoice', id: [id] }, before: seen.missingRate },
    awaited: awaitedMore([], awaitedByInvoice(seen)),
    balance: balanceOf(invoice) - balanceOf(seen),
    ageing: withInvoiceMoved(ageing, seen, invoice),
  };
}

async function slipBooking(
  entity: AuthorizedEntity,
  order: OrderId,
  id: PackingSlipId,
  rulebook: Rulebook,
): Promise<Conversion> {
  const [stored, seen] = await Promise.all([findPackingSlip(entity, order, id), readOrder(entity, order, true)]);
  if (stored === undefined || rateAwaitedBySlip(stored) === undefined || seen === undefined) return undefined;
  const slip = converted(rulebook, stored);
  if (slip === undefined) return undefined;
  return {
    items: [changedPackingSlip(entity, slip, stored)],
    waiting: { name: { kind: 'packing-slip', id: [order, id] }, before: stored.missingRate },
    order: { after: withPackingSlip(seen.order, stored, slip, rulebook.currency), seen },
  };
}

async function orderBooking(entity: AuthorizedEntity, id: OrderId, rulebook: Rulebook): Promise<Conversion> {
  const seen = await readOrder(entity, id, true);
  if (seen === undefined || rateAwaitedBy(seen.order) === undefined) return undefined;
  const after = convertedOrder(rulebook, seen.order);
  if (after === undefined) return undefined;
  const waiting = { name: { kind: 'order', id: [id] }, before: seen.order.missingRate } as const;
  return { items: [], waiting, order: { after, seen } };
}

function convertedOrder(rulebook: Rulebook, order: Order): Order | undefined {
  const { currency, orderDate: date, terms, missingRate } = order;
  if (currency === undefined || date === undefined) return undefined;
  const booked = converted<Unconverted>(rulebook, { currency, date, amount: terms.amount, missingRate });
  return booked && { ...order, booked: booked.booked, missingRate: undefined };
}

type Of = Pick<WaitingDocument, 'customer'> & { readonly credit: StoredCredit; readonly rulebook: Rulebook };

async function creditBooking(
  entity: AuthorizedEntity,
  name: CreditName,
  { customer, credit: { ageing }, rulebook }: Of,
): Promise<Conversion> {
  const before = await readCreditHistory(entity, name, customer);
  const credit = rateOfCredit(before) === undefined ? undefined : converted(rulebook, before.credit);
  if (credit === undefined) return undefined;
  const after = { ...before, credit };
  const { items, ...moved } = await moveCredit(entity, ageing, { name, customer, before, after, named: [] });
  const waiting = { name: { kind: name.kind, id: [name.id] }, before: before.credit?.missingRate };
  return { items: [changedCredit(entity, credit), ...items], waiting, ...moved };
}
