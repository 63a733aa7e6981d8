import type { CreditComponent } from '../../domain/credit-position.ts';
import type { CustomerId, InvoiceId, OrderId } from '../../domain/ids.ts';
import { isDeliveredNotInvoiced, needsRate } from '../../domain/order.ts';
import { awaitedByInvoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrders } from './credit-state.ts';
import { findInvoices } from './invoices.ts';
import { waitingOf, type WaitingDocument } from './waiting-for-rate.ts';

/** A document with what it would be part of, had it its rate: a draft that nobody has asked about counts in none (§5.3). */
export type DocumentWithoutRate = WaitingDocument & { readonly partOf: CreditComponent | 'none' };

/** §5.3: those of a customer's documents without whose rate its exposure is not known: of which something is open. */
export async function documentsWithoutRate(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<readonly DocumentWithoutRate[]> {
  const waiting = await waitingOf(entity, customer);
  const idsOf = (...kinds: readonly WaitingDocument['document'][]) =>
    waiting.filter(({ document }) => kinds.includes(document)).map(({ id: [first = ''] }) => first);
  const [invoices, orders] = await Promise.all([
    findInvoices(entity, idsOf('invoice') as InvoiceId[]),
    readOrders(entity, [...new Set(idsOf('order', 'packing-slip'))] as OrderId[]),
  ]);
  const partOf = ({ document, id: [first = ''] }: WaitingDocument): DocumentWithoutRate['partOf'] | undefined => {
    const invoice = invoices.get(first as InvoiceId);
    const order = orders.get(first as OrderId)?.order;
    switch (document) {
      case 'invoice':
        return invoice !== undefined && awaitedByInvoice(invoice).length > 0 ? 'openReceivables' : undefined;
      case 'payment':
      case 'credit-note':
        return 'openReceivables';
      case 'packing-slip':
        return order !== undefined && isDeliveredNotInvoiced(order) ? 'deliveredNotInvoiced' : undefined;
      case 'order':
        if (order === undefined || !needsRate(order)) return undefined;
        if (order.state === 'draft' && !order.counts) return 'none';
        return order.openHold === undefined ? 'openOrders' : 'openOrdersOnHold';
    }
  };
  return waiting.flatMap((document) => {
    const part = partOf(document);
    return part === undefined ? [] : [{ ...document, partOf: part }];
  });
}
