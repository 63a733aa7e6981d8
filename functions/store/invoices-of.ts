import type { CustomerId } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { invoiceLists, invoiceListSort, listedInvoice } from './invoices.ts';
import { queryList } from './list-index.ts';

/** A stretch of a customer's invoices by due date and id: those with something open, or all. */
export async function invoicesOf(
  entity: AuthorizedEntity,
  customer: CustomerId,
  state: 'open' | 'all',
  stretch: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Invoice[]> {
  const lists = state === 'open' ? [invoiceLists.open] : [invoiceLists.open, invoiceLists.settled];
  const listed = await Promise.all(lists.map((list) => queryList(list(entity, customer), stretch)));
  // The index may lag: an invoice that was settled just now can still be in both lists, and is shown once.
  const byPlace = new Map<string, Invoice>();
  for (const { row } of listed.flat()) {
    const invoice = listedInvoice(row);
    byPlace.set(invoiceListSort(invoice), invoice);
  }
  // As the index sorts: by bytes of UTF-8, not by UTF-16 units.
  const sorted = [...byPlace].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.slice(0, stretch.limit).map(([, invoice]) => invoice);
}
