import { inBase } from '../../domain/booked.ts';
import { assertSameCustomer } from '../../domain/receive-order.ts';
import { rateAwaitedBySlip, withPackingSlip, type PackingSlip } from '../../domain/receivables.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { bookDocument, type Booked, type BookingSender } from './book-document.ts';
import { readOrder } from './credit-state.ts';
import type { SlipReversalName } from './keys.ts';
import {
  changedPackingSlip,
  findPackingSlip,
  findSlipReversal,
  newPackingSlip,
  newSlipReversal,
} from './packing-slips.ts';
import { knownReversal, type Reversal } from './reversal.ts';

/** §5.2: what was delivered moves from open orders to delivered but not invoiced, unless its cancellation came first. */
export async function bookPackingSlip(
  entity: AuthorizedEntity,
  sent: PackingSlip,
  sender: BookingSender,
): Promise<Booked<PackingSlip>> {
  const { order, packingSlip } = sent;
  const find = () => findPackingSlip(entity, order, packingSlip);
  const id = [order, packingSlip];
  return bookDocument({ entity, kind: 'packing-slip', id, document: sent, find }, sender, async (_, rulebook) => {
    const [seen, reversedOn] = await Promise.all([readOrder(entity, order, true), findSlipReversal(entity, sent)]);
    const slip = { ...sent, ...inBase(rulebook, sent), reversedOn };
    const after = withPackingSlip(seen?.order, undefined, slip, rulebook.currency);
    const waiting = { name: { kind: 'packing-slip', id }, after: rateAwaitedBySlip(slip) } as const;
    return { document: slip, items: newPackingSlip(entity, slip), waiting, order: { after, seen } };
  });
}

/** §7.1, §15.1: a packing slip was cancelled, for good: what it delivered is open again. It may come before its packing slip. */
export async function bookPackingSlipReversal(
  entity: AuthorizedEntity,
  name: SlipReversalName,
  document: Reversal,
  sender: BookingSender,
): Promise<Booked<Reversal>> {
  const { order, packingSlip } = name;
  const { date } = document;
  const find = async () => {
    const [slip, inAdvance] = await Promise.all([ownSlip(entity, name), findSlipReversal(entity, name)]);
    return knownReversal(name.customer, slip?.reversedOn ?? inAdvance);
  };
  const id = [order, packingSlip];
  return bookDocument({ entity, kind: 'packing-slip-reversal', id, document, find }, sender, async (_, rulebook) => {
    const [seen, slip] = await Promise.all([readOrder(entity, order, true), ownSlip(entity, name)]);
    if (slip === undefined) {
      if (seen !== undefined) assertSameCustomer(seen.order, name.customer);
      return { document, items: newSlipReversal(entity, name, date) };
    }
    const reversed = { ...slip, reversedOn: date };
    return {
      document,
      items: [changedPackingSlip(entity, reversed, slip)],
      waiting: { name: { kind: 'packing-slip', id }, before: rateAwaitedBySlip(slip) },
      order: { after: withPackingSlip(seen?.order, slip, reversed, rulebook.currency), seen },
    };
  });
}

async function ownSlip(
  entity: AuthorizedEntity,
  { order, packingSlip, customer }: SlipReversalName,
): Promise<PackingSlip | undefined> {
  const slip = await findPackingSlip(entity, order, packingSlip);
  if (slip !== undefined && slip.customer !== customer) throw refuse('customer-differs', { customer: slip.customer });
  return slip;
}
