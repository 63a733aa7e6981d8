import { givenUp, isStillCovered, releaseUnderWay } from '../domain/delayed-release.ts';
import type { Hold } from '../domain/hold.ts';
import { isApprovalOutdated, withoutApproval } from '../domain/hold-approval.ts';
import type { Order } from '../domain/order.ts';
import type { Intent, Known } from './store/change-order.ts';
import type { OrderChange } from './store/order-change.ts';
import { holdChanged } from './store/order-events.ts';

/**
 * What the order is now is not what was released (§8.7, §7.5) or approved (§11.4), so that its hold is what it was and is evaluated;
 * `undefined` where the order is neither, or goes on as it is.
 */
export function releaseGivenUp({ entity, actor }: Intent, known: Known, order: Order): OrderChange | undefined {
  const held = known.holds.find(({ hold }) => hold.hold === order.openHold);
  const next = held && changedWith(held.hold, order, known);
  if (held === undefined || next === undefined) return undefined;
  const { hold, remark } = next;
  return {
    order,
    guard: { kind: 'booking' },
    hold: { kind: 'changed', hold, previous: held.hold },
    isRelief: true,
    remark,
    events: [holdChanged(entity, hold, held.seq + 1, known.moment.now, actor)],
  };
}

function changedWith(hold: Hold, order: Order, { rulebook, credit, moment }: Known) {
  const held = { hold, order };
  if (isApprovalOutdated(held)) {
    return { hold: { ...withoutApproval(hold), version: hold.version + 1 }, remark: 'no-longer-approved' };
  }
  if (releaseUnderWay(hold) === undefined || isStillCovered(held, rulebook, credit.customer, moment)) return undefined;
  return { hold: givenUp(hold), remark: 'no-longer-covered' };
}
