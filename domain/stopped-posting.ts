import type { CompetingHold } from './older-holds.ts';
import type { Posting } from './order.ts';
import { atMost } from './situation-changes.ts';

/** A forced hold stopped no posting; its other reasons are looked at as if the order was to be confirmed. */
export const forcedPosting: Posting = { checkpoint: 'confirmation', mode: 'posting' };

/** The posting that a hold keeps from going. A version that lowered the order since it was last evaluated lowers it too (§8.2). */
export function stoppedPosting({ hold, order }: CompetingHold): Posting {
  const { posting = forcedPosting, amount } = hold;
  return order.terms.amount < amount ? atMost(posting, order.terms.amount) : posting;
}
