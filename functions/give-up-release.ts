import { givenUp, isStillCovered, releaseUnderWay } from '../domain/delayed-release.ts';
import type { Order } from '../domain/order.ts';
import type { Intent, Known } from './store/change-order.ts';
import type { OrderChange } from './store/order-change.ts';
import { holdChanged } from './store/order-events.ts';

/**
 * §8.7, §7.5: what the order is now is not what was released, so that its hold is what it was and is evaluated; `undefined` where the
 * order is not being released, or goes on as released.
 */
export function releaseGivenUp({ entity, actor }: Intent, known: Known, order: Order): OrderChange | undefined {
  const held = known.holds.find(({ hold }) => hold.hold === order.openHold);
  if (held === undefined || releaseUnderWay(held.hold) === undefined) return undefined;
  const { rulebook, credit, moment } = known;
  if (isStillCovered({ hold: held.hold, order }, rulebook, credit.customer, moment)) return undefined;
  const hold = givenUp(held.hold);
  return {
    order,
    guard: { kind: 'booking' },
    hold: { kind: 'changed', hold, previous: held.hold },
    isRelief: true,
    remark: 'no-longer-covered',
    events: [holdChanged(entity, hold, held.seq + 1, moment.now, actor)],
  };
}
