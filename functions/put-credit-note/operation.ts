import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { settlementAmounts } from '../invoice-side.ts';
import type { Sender } from '../sender.ts';
import { bookCredit } from '../store/book-credit.ts';
import type { Booked } from '../store/book-document.ts';
import { findCreditNote, type CreditNote, type Told } from '../store/credits.ts';
import { contentHash } from '../store/hash.ts';
import type { CreditNoteMessage } from './credit-note-message.ts';

/** §5.1, §5.2, §15.1: counts a credit note, once. */
export async function takeCreditNote(
  entity: AuthorizedEntity,
  sent: CreditNoteMessage,
  sender: Sender,
): Promise<Booked<Told<CreditNote>>> {
  const { creditNote: id, invoice, invoiceAmount: _, invoiceCurrency: __, ...rest } = sent;
  const amount = minorUnits(sent.amount, sent.currency);
  const settlements = invoice === undefined ? [] : [{ invoice, ...settlementAmounts(sent, sent.currency) }];
  const content = { kind: 'credit-note', id, ...rest, amount, settlements } as const;
  const note = { ...content, contentHash: contentHash(content) };
  return bookCredit<CreditNote>(entity, note, () => findCreditNote(entity, id), sender);
}
