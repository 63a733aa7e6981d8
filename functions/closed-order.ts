import { cancelled } from '../domain/end-hold.ts';
import type { Order } from '../domain/order.ts';
import type { Intent, Known } from './store/change-order.ts';
import type { OrderChange } from './store/order-change.ts';
import { holdCancelled } from './store/order-events.ts';

/**
 * §8.6: a cancelled or closed order drops its open part and closes its hold, and an event says so (§15.2). `order` is in the state
 * that it ends in.
 */
export function closedOrder({ entity, actor }: Intent, known: Known, order: Order): OrderChange {
  if (order.openHold === undefined) return { order, guard: { kind: 'booking' } };
  const held = known.holds.find(({ hold }) => hold.hold === order.openHold);
  if (held === undefined) throw new Error(`open hold ${order.openHold} of an order is missing`);
  const reason = known.rulebook.parameters.cancelledOrderReason;
  const { now } = known.moment;
  const end = { by: actor, at: now, reason, withPosting: false };
  const closed = cancelled({ hold: held.hold, order }, end);
  return {
    order: { ...closed.order, state: order.state },
    guard: { kind: 'booking' },
    hold: { kind: 'ended', hold: closed.hold, previous: held.hold },
    events: [holdCancelled(entity, closed.hold, (known.order?.seq ?? 0) + 1, now)],
  };
}
