import { setTimeout } from 'node:timers/promises';
import type { CustomerId } from '../../domain/ids.ts';
import { differencesOf, type Difference, type Documents } from '../../domain/reconcile.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readAwaitedRates } from './awaited-rates.ts';
import { readCredit, type StoredCredit } from './credit-state.ts';
import { readDocuments } from './customer-documents.ts';
import { Moved } from './moved.ts';
import type { Patience } from './patience.ts';

export type Compared = {
  readonly differences: readonly Difference[];
  readonly documents: { readonly [K in keyof Documents]: number };
};

type Bounds = { readonly patience: Patience; readonly mostDocuments?: number | undefined };

/** Lists of documents may lag behind them by a moment; a difference that outlasts this is one. */
const lagMs = 1_000;

/** §14: what is stored of a customer beside what its documents add up to; what is booked in between is no difference. */
export async function compareWithDocuments(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { patience, mostDocuments }: Bounds,
): Promise<Compared> {
  const first = await comparedOnce(entity, customer, { patience, mostDocuments });
  if (first.differences.length === 0) return first;
  await setTimeout(lagMs);
  return comparedOnce(entity, customer, { patience, mostDocuments });
}

async function comparedOnce(
  entity: AuthorizedEntity,
  customer: CustomerId,
  { patience, mostDocuments }: Bounds,
): Promise<Compared> {
  for (;;) {
    const before = await readCredit(entity, customer, true);
    const [documents, awaited] = await Promise.all([
      readDocuments(entity, customer, mostDocuments),
      readAwaitedRates(entity, customer),
    ]);
    const after = await readCredit(entity, customer, true);
    if (isUnmoved(before, after)) {
      const { sums, unconverted } = after.position;
      const stored = { sums, ageing: after.ageing, unconverted, awaited };
      return { differences: differencesOf(stored, documents), documents: countsOf(documents) };
    }
    await patience.pause(new Moved('documents arrived while they were read'));
  }
}

/** What adds to a sum and is taken off again frees credit, so that `relief` has moved where the sums are back where they were. */
function isUnmoved({ position, ageing }: StoredCredit, after: StoredCredit): boolean {
  const { balance, toDelivered, toOrders, toHeld } = after.position.sums;
  return (
    position.seq === after.position.seq &&
    position.relief === after.position.relief &&
    position.unconverted === after.position.unconverted &&
    ageing.threshold === after.ageing.threshold &&
    position.sums.balance === balance &&
    position.sums.toDelivered === toDelivered &&
    position.sums.toOrders === toOrders &&
    position.sums.toHeld === toHeld
  );
}

function countsOf({ orders, packingSlips, invoices, credits }: Documents): Compared['documents'] {
  return {
    orders: orders.length,
    packingSlips: packingSlips.length,
    invoices: invoices.length,
    credits: credits.length,
  };
}
