import type { PackingSlip } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import type { Sender } from '../sender.ts';
import type { Booked } from '../store/book-document.ts';
import { bookPackingSlip } from '../store/book-packing-slip.ts';
import { contentHash } from '../store/hash.ts';
import type { PackingSlipMessage } from './packing-slip-message.ts';

/** §5.2, §15.1: counts what was delivered, once. */
export async function takePackingSlip(
  entity: AuthorizedEntity,
  sent: PackingSlipMessage,
  sender: Sender,
): Promise<Booked<PackingSlip>> {
  const content = { ...sent, amount: minorUnits(sent.amount, sent.currency) };
  return bookPackingSlip(entity, { ...content, contentHash: contentHash(content) }, sender);
}
