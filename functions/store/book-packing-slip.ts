import { bookedOf, inBase } from '../../domain/booked.ts';
import { withDocument, type PackingSlip } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import { findPackingSlip, newPackingSlip } from './packing-slips.ts';

/** §5.2: what was delivered moves from open orders to delivered but not invoiced. */
export async function bookPackingSlip(
  entity: AuthorizedEntity,
  sent: PackingSlip,
  sender: BookingSender,
): Promise<Booked<PackingSlip>> {
  const { order, packingSlip } = sent;
  const find = () => findPackingSlip(entity, order, packingSlip);
  const id = [order, packingSlip];
  return bookDocument({ entity, kind: 'packing-slip', id, document: sent, find }, sender, async (_, rulebook) => {
    const seen = await readOrder(entity, order, true);
    const slip = { ...sent, ...inBase(rulebook, sent) };
    const isForeign = slip.currency !== rulebook.currency;
    const moved = { delivered: slip.amount, deliveredBooked: bookedOf(slip) };
    const after = withDocument(seen?.order, { ...slip, isForeign }, moved);
    const waiting = { name: { kind: 'packing-slip', id }, after: slip.missingRate } as const;
    return { document: slip, items: [newPackingSlip(entity, slip)], waiting, order: { after, seen } };
  });
}
