import type { AuthorizedEntity } from '../actor.ts';
import type { Sender } from '../sender.ts';
import type { Booked } from '../store/book-document.ts';
import { bookPackingSlipReversal } from '../store/book-packing-slip.ts';
import { reversal, type Reversal } from '../store/reversal.ts';
import type { PackingSlipReversalMessage } from './packing-slip-reversal-message.ts';

/** §7.1, §15.1: takes a packing slip back that was cancelled, for good. */
export async function takePackingSlipReversal(
  entity: AuthorizedEntity,
  { order, packingSlip, customer, date }: PackingSlipReversalMessage,
  sender: Sender,
): Promise<Booked<Reversal>> {
  return bookPackingSlipReversal(entity, { order, packingSlip, customer }, reversal(customer, date), sender);
}
