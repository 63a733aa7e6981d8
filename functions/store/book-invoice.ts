import { balanceOf, withDocument, withInvoice, type Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { assertBaseCurrency } from '../base-currency.ts';
import { bookDocument, type Booked, type Booking, type BookingSender } from './book-document.ts';
import { bookedInBase } from './booked-in-base.ts';
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
        invoicedOrder(entity, invoice, rulebook.currency),
      ]);
      const document = { ...invoice, ...bookedInBase(rulebook, invoice), settled };
      return {
        document,
        items: [newInvoice(entity, document)],
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
  baseCurrency: string,
): Promise<Pick<Booking<Invoice>, 'order'>> {
  if (order === undefined) return {};
  assertBaseCurrency(currency, baseCurrency);
  const seen = await readOrder(entity, order, true);
  return { order: { after: withDocument(seen?.order, { order, customer }, { invoiced: amount }), seen } };
}
