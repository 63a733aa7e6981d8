import { withDocument, withInvoice, type Invoice } from '../../domain/receivables.ts';
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
  return bookDocument({ entity, kind: 'invoice', id: [id], document: invoice, find }, sender, async ({ ageing }) => {
    const [settled, order] = await Promise.all([
      settledInAdvance(entity, id, invoice.customer),
      invoicedOrder(entity, invoice),
    ]);
    const document = { ...invoice, settled };
    return {
      document,
      items: [newInvoice(entity, document)],
      balance: invoice.amount,
      ageing: withInvoice(ageing, document),
      ...order,
    };
  });
}

async function invoicedOrder(
  entity: AuthorizedEntity,
  { order, customer, amount }: Invoice,
): Promise<Pick<Booking<Invoice>, 'order'>> {
  if (order === undefined) return {};
  const seen = await readOrder(entity, order, true);
  return { order: { after: withDocument(seen?.order, { order, customer }, { invoiced: amount }), seen } };
}
