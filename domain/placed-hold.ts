import type { Hold, HoldReason } from './hold.ts';
import type { HoldId } from './ids.ts';
import type { Aged } from './older-holds.ts';
import type { Order } from './order.ts';

/** A hold that is placed now, with how old it is beside others. */
export type NewHold = Aged & { readonly hold: HoldId };

/** The next hold of an order, and the order on it; `changes` counts the audited changes of its customer. */
export function nextHoldOf(order: Order, heldAt: string, changes: number): { readonly aged: NewHold; order: Order } {
  const holdCount = order.holdCount + 1;
  const hold = `${order.order}.${holdCount}` as HoldId;
  return { aged: { hold, heldAt, number: changes + 1 }, order: { ...order, openHold: hold, holdCount } };
}

type Found = Pick<Hold, 'creditManagementGroup' | 'posting' | 'postingParameters' | 'shortfall' | 'rulebook'>;

/** §8.3: the hold that an order is put on. */
export function placedHold(order: Order, aged: NewHold, reasons: readonly HoldReason[], found: Found): Hold {
  const { amount } = order.terms;
  return {
    ...aged,
    ...found,
    order: order.order,
    customer: order.customer,
    state: 'open',
    reasons,
    currency: order.booked === undefined && order.missingRate === undefined ? undefined : order.currency,
    amountAtHold: amount,
    amount,
    version: 1,
  };
}
