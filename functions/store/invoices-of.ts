import type { CivilDate } from '../../domain/civil-date.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { daysOverdueOn, type Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { invoiceLists, listedInvoice } from './invoices.ts';
import { queryLists } from './list-index.ts';

/** Those with something open; of these the ones that are overdue; all. */
type InvoiceFilter = 'open' | 'overdue' | 'all';
type Wish = { readonly customer: CustomerId; readonly filter: InvoiceFilter; readonly today: CivilDate };

/** A stretch of a customer's invoices by due date and id. */
export async function invoicesOf(
  entity: AuthorizedEntity,
  { customer, filter, today }: Wish,
  stretch: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly { readonly invoice: Invoice; readonly isWanted: boolean }[]> {
  const lists = filter === 'all' ? [invoiceLists.open, invoiceLists.settled] : [invoiceLists.open];
  const listed = await queryLists(
    lists.map((list) => list(entity, customer)),
    stretch,
  );
  const invoices = listed.map(({ row }) => listedInvoice(row));
  if (filter !== 'overdue') return invoices.map((invoice) => ({ invoice, isWanted: true }));
  // By due date: the first that is not due yet ends the list. Of those before it, what was due may be paid.
  const due = invoices.filter(({ dueDate }) => dueDate < today);
  return due.map((invoice) => ({ invoice, isWanted: daysOverdueOn(invoice, today) > 0 }));
}
