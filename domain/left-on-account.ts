import { inProportion } from './booked.ts';
import { countedAmountOf, settledBy, type CreditHistory } from './credit-history.ts';
import type { InvoiceId } from './ids.ts';
import { positive } from './order.ts';
import type { Invoice } from './receivables.ts';

/**
 * §5.5: what of a payment or credit note, in its own currency, none of these invoices takes, which are its customer's that have
 * arrived. Where several together settle more of an invoice than it is, each of them may be the one that does: each is given the
 * excess, in proportion where the invoice is in another currency.
 */
export function leftOnAccount(history: CreditHistory, invoices: ReadonlyMap<InvoiceId, Invoice>): bigint {
  let left = countedAmountOf(history);
  for (const { invoice: id, currency, amount, used } of settledBy(history)) {
    const invoice = invoices.get(id);
    if (invoice?.currency !== currency) continue;
    const taken = positive(amount - positive(invoice.settled - invoice.amount));
    left -= amount === 0n ? used : inProportion(used, taken, amount);
  }
  return left;
}
