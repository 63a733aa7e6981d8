import type { CivilDate } from './civil-date.ts';
import { givenUp, releaseUnderWay } from './delayed-release.ts';
import type { HoldRuling } from './evaluate-hold.ts';
import type { Reason } from './evaluation.ts';
import { arisen, nextHoldState, type Hold, type HoldReason } from './hold.ts';
import { withoutApproval } from './hold-approval.ts';
import type { Order } from './order.ts';
import { nextHoldOf, placedHold } from './placed-hold.ts';
import { refuse, type Refusal } from './refusal.ts';

/** §10.1: which hold reason a person gives, who it is and when (ISO 8601 UTC), and what is noted with it. */
export type Force = {
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly note?: string | undefined;
  readonly reviewDate?: CivilDate | undefined;
};

/** What a hold placed now says of its surroundings; `changes` counts the audited changes of its customer. */
type Surroundings = Pick<Hold, 'creditManagementGroup' | 'rulebook'> & { readonly changes: number };

export type ForcedOrder = {
  readonly order: Order;
  readonly hold: Extract<HoldRuling, { readonly kind: 'placed' | 'changed' }>;
};

/**
 * §10.2: the order on a forced hold whatever the rules say, or `open`, the hold that it is on, forced from then on with the posting
 * that it stopped. A held order consumes credit (§5.4), so that a draft counts too.
 */
export function forced(order: Order, open: Hold | undefined, force: Force, around: Surroundings): ForcedOrder {
  const obstacle = obstacleToForcing(order);
  if (obstacle !== undefined) throw obstacle;
  if (open !== undefined) return { order, hold: { kind: 'changed', hold: alsoForced(open, force), previous: open } };
  const { changes, ...found } = around;
  const { aged, order: held } = nextHoldOf({ ...order, counts: true }, force.at, changes);
  const { note, reviewDate } = force;
  return {
    order: held,
    hold: { kind: 'placed', hold: { ...placedHold(held, aged, [reasonOf(force)], found), note, reviewDate } },
  };
}

/** §10.2: why the order cannot be forced, `undefined` where it can. One that was rejected is refused already (§7.3). */
export function obstacleToForcing(order: Order): Refusal | undefined {
  const { state, isRejected, invoiced, terms } = order;
  if (state === 'announced') return refuse('not-found', { kind: 'order' });
  if (state === 'closed' || state === 'cancelled') return refuse('order-not-open', { state });
  if (isRejected) return refuse('order-rejected', {});
  return invoiced > 0n && invoiced >= terms.amount ? refuse('order-wholly-invoiced', {}) : undefined;
}

function alsoForced(hold: Hold, force: Force): Hold {
  const before = hold.reasons.find(({ code }) => code === 'forced');
  if (before !== undefined) throw alreadyForced(hold, before);
  // §8.7, §10.2: a release under way is given up, and an approval with it.
  const unapproved = withoutApproval(hold);
  const own = releaseUnderWay(unapproved) === undefined ? unapproved : givenUp(unapproved);
  const state = nextHoldState(own.state, 'force');
  if (state === undefined) throw new Error(`an order is on a hold that is ${own.state}`);
  const isReady = ({ code }: HoldReason): boolean => code === 'ready-to-release';
  return {
    ...own,
    state,
    reasons: [...hold.reasons.filter((one) => !isReady(one)), reasonOf(force), ...hold.reasons.filter(isReady)],
    note: force.note ?? hold.note,
    reviewDate: force.reviewDate ?? hold.reviewDate,
    version: hold.version + 1,
  };
}

function alreadyForced({ hold }: Hold, { atHold: { operands } }: HoldReason): Refusal {
  const said = (name: string): string => String(operands[name]);
  return refuse('already-forced', { hold, reason: said('reason'), by: said('by'), at: said('at') });
}

/** Nothing but its release, rejection or cancellation makes it go (§10.3). */
function reasonOf({ reason, by, at }: Force): HoldReason {
  const forcedFor: Reason = { code: 'forced', rules: [], operands: { reason, by, at }, clearances: [] };
  return arisen(forcedFor);
}
