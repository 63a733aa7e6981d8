import { countedAmountOf, settledBy, type CreditHistory } from './credit-history.ts';
import type { InvoiceId } from './ids.ts';
import { positive } from './order.ts';
import type { Invoice } from './receivables.ts';

/**
 * §5.5: what of a payment or credit note none of these invoices takes, which are its customer's that have arrived. Where several
 * together settle more of an invoice than it is, each of them may be the one that does: each is given the excess.
 */
export function leftOnAccount(history: CreditHistory, invoices: ReadonlyMap<InvoiceId, Invoice>): bigint {
  let left = countedAmountOf(history);
  for (const [id, part] of settledBy(history)) {
    const invoice = invoices.get(id);
    if (invoice !== undefined) left -= positive(part - positive(invoice.settled - invoice.amount));
  }
  return left;
}
