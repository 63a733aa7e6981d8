import { cancelled } from '../domain/end-hold.ts';
import type { Subject } from '../domain/ids.ts';
import type { Order } from '../domain/order.ts';
import type { Known } from './store/change-order.ts';
import type { OrderChange } from './store/order-change.ts';

/** §8.6: a cancelled or closed order drops its open part and closes its hold. `order` is in the state that it ends in. */
export function closedOrder(actor: Subject, known: Known, order: Order): OrderChange {
  if (order.openHold === undefined) return { order, guard: { kind: 'booking' } };
  const held = known.holds.find(({ hold }) => hold.hold === order.openHold);
  if (held === undefined) throw new Error(`open hold ${order.openHold} of an order is missing`);
  const reason = known.rulebook.parameters.cancelledOrderReason;
  const end = { by: actor, at: known.moment.now, reason, withPosting: false };
  const closed = cancelled({ hold: held.hold, order }, end);
  return {
    order: { ...closed.order, state: order.state },
    guard: { kind: 'booking' },
    hold: { kind: 'ended', hold: closed.hold, previous: held.hold },
  };
}
