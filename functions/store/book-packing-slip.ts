import { withDocument, type PackingSlip } from '../../domain/receivables.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { assertBaseCurrency } from '../base-currency.ts';
import { bookDocument, type Booked, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import { findPackingSlip, newPackingSlip } from './packing-slips.ts';

/** §5.2: what was delivered moves from open orders to delivered but not invoiced. */
export async function bookPackingSlip(
  entity: AuthorizedEntity,
  slip: PackingSlip,
  sender: BookingSender,
): Promise<Booked<PackingSlip>> {
  const { order, packingSlip } = slip;
  const find = () => findPackingSlip(entity, order, packingSlip);
  const id = [order, packingSlip];
  return bookDocument({ entity, kind: 'packing-slip', id, document: slip, find }, sender, async (_, rulebook) => {
    assertBaseCurrency(slip.currency, rulebook.currency);
    const seen = await readOrder(entity, order, true);
    const after = withDocument(seen?.order, slip, { delivered: slip.amount });
    return { document: slip, items: [newPackingSlip(entity, slip)], order: { after, seen } };
  });
}
