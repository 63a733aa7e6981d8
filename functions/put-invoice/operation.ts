import type { Invoice } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import type { Sender } from '../sender.ts';
import type { Booked } from '../store/book-document.ts';
import { bookInvoice } from '../store/book-invoice.ts';
import { contentHash } from '../store/hash.ts';
import type { InvoiceMessage } from './invoice-message.ts';

/** §5.1, §15.1: counts an invoice, once. */
export async function takeInvoice(
  entity: AuthorizedEntity,
  sent: InvoiceMessage,
  sender: Sender,
): Promise<Booked<Invoice>> {
  const content = { ...sent, amount: minorUnits(sent.amount, sent.currency) };
  return bookInvoice(entity, { ...content, settled: 0n, contentHash: contentHash(content) }, sender);
}
