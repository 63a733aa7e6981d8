import type { CustomerId, InvoiceId, OrderId } from '../../domain/ids.ts';
import { isDeliveredNotInvoiced, needsRate } from '../../domain/order.ts';
import { awaitedByInvoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrders } from './credit-state.ts';
import { findInvoices } from './invoices.ts';
import { waitingOf, type WaitingDocument } from './waiting-for-rate.ts';

/** §5.3: those of a customer's documents without whose rate its exposure is not known: of which something is open. */
export async function documentsWithoutRate(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<readonly WaitingDocument[]> {
  const waiting = await waitingOf(entity, customer);
  const idsOf = (...kinds: readonly WaitingDocument['document'][]) =>
    waiting.filter(({ document }) => kinds.includes(document)).map(({ id: [first = ''] }) => first);
  const [invoices, orders] = await Promise.all([
    findInvoices(entity, idsOf('invoice') as InvoiceId[]),
    readOrders(entity, [...new Set(idsOf('order', 'packing-slip'))] as OrderId[]),
  ]);
  return waiting.filter(({ document, id: [first = ''] }) => {
    const invoice = invoices.get(first as InvoiceId);
    const order = orders.get(first as OrderId)?.order;
    switch (document) {
      case 'invoice':
        return invoice !== undefined && awaitedByInvoice(invoice).length > 0;
      case 'order':
        return order !== undefined && needsRate(order);
      case 'packing-slip':
        return order !== undefined && isDeliveredNotInvoiced(order);
      case 'payment':
      case 'credit-note':
        return true;
    }
  });
}
