import { inBase } from '../../domain/booked.ts';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import { awaitedByInvoice, balanceOf, withDocument, withInvoice, type Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type Booking, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import { settledInAdvance } from './waiting-credits.ts';
import { findInvoice, newInvoice } from './invoices.ts';

/** §5.1, §5.2: an invoice is owed from its arrival, less what was paid for it before; of its order it is no longer open. */
export async function bookInvoice(
  entity: AuthorizedEntity,
  invoice: Invoice,
  sender: BookingSender,
): Promise<Booked<Invoice>> {
  const id = invoice.invoice;
  const find = () => findInvoice(entity, id);
  return bookDocument(
    { entity, kind: 'invoice', id: [id], document: invoice, find },
    sender,
    async ({ ageing }, rulebook) => {
      const [{ settled, offAccount }, order] = await Promise.all([
        settledInAdvance(entity, invoice),
        invoicedOrder(entity, invoice, rulebook),
      ]);
      const document = { ...invoice, ...inBase(rulebook, invoice), settled };
      return {
        document,
        items: [newInvoice(entity, document)],
        waiting: { name: { kind: 'invoice', id: [id] }, after: document.missingRate },
        awaited: awaitedByInvoice(document),
        balance: balanceOf(document) + offAccount,
        ageing: withInvoice(ageing, document, offAccount),
        ...order,
      };
    },
  );
}

async function invoicedOrder(
  entity: AuthorizedEntity,
  { order, customer, amount, currency }: Invoice,
  rulebook: Rulebook,
): Promise<Pick<Booking<Invoice>, 'order'>> {
  if (order === undefined) return {};
  const seen = await readOrder(entity, order, true);
  const named = { order, customer, currency, isForeign: currency !== rulebook.currency };
  return { order: { after: withDocument(seen?.order, named, { invoiced: amount }), seen } };
}
