import type { CivilDate } from '../../domain/civil-date.ts';
import type { Instalment } from '../../domain/instalments.ts';
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
  return bookInvoice(entity, invoiceOf(sent), sender);
}

/** The document that a message says. */
export function invoiceOf(sent: InvoiceMessage): Invoice {
  const { instalments, dueDate, ...rest } = sent;
  const minor = (amount: string) => minorUnits(amount, sent.currency);
  const parts = instalments?.map((one) => ({ dueDate: one.dueDate, amount: minor(one.amount) }));
  const content = { ...rest, dueDate, amount: minor(sent.amount), instalments: parts };
  return { ...content, dueDate: firstDueDate(dueDate, parts), settled: 0n, contentHash: contentHash(content) };
}

/** Its own or, with instalments, the earliest of theirs: the contract has checked that there is one. */
function firstDueDate(dueDate: CivilDate | undefined, instalments: readonly Instalment[] = []): CivilDate {
  const first = dueDate ?? instalments.map((one) => one.dueDate).toSorted()[0];
  if (first === undefined) throw new Error('an invoice that its contract let pass has no due date');
  return first;
}
