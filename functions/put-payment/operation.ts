import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { settlementAmounts } from '../invoice-side.ts';
import type { Sender } from '../sender.ts';
import { bookCredit } from '../store/book-credit.ts';
import type { Booked } from '../store/book-document.ts';
import { findPayment, type Payment, type Told } from '../store/credits.ts';
import { contentHash } from '../store/hash.ts';
import type { PaymentMessage } from './payment-message.ts';

/** §5.1, §5.5, §15.1: counts a payment, once. */
export async function takePayment(
  entity: AuthorizedEntity,
  sent: PaymentMessage,
  sender: Sender,
): Promise<Booked<Told<Payment>>> {
  const { payment: id, settlements, ...rest } = sent;
  const content = {
    kind: 'payment',
    id,
    ...rest,
    amount: minorUnits(sent.amount, sent.currency),
    settlements: settlements.map((one) => ({ invoice: one.invoice, ...settlementAmounts(one, sent.currency) })),
  } as const;
  const payment = { ...content, contentHash: contentHash(content) };
  return bookCredit<Payment>(entity, payment, () => findPayment(entity, id), sender);
}
