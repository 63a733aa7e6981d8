import type { OrderId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { checkPrecondition } from '../precondition.ts';
import type { Sender } from '../sender.ts';
import { changeOrder } from '../store/change-order.ts';
import { readOrder } from '../store/credit-state.ts';
import { orderOutcome, type OrderOutcome } from '../store/order-outcome.ts';

type Exclusion = {
  readonly order: OrderId;
  readonly isExcluded: boolean;
  readonly ifMatch: number | '*' | undefined;
  /** §17 */
  readonly reason: string | undefined;
};

/** §7.2: sets the flag that keeps an order out of credit management; its open hold is evaluated again. */
export async function setExclusion(entity: AuthorizedEntity, asked: Exclusion, sender: Sender): Promise<OrderOutcome> {
  const stored = await readOrder(entity, asked.order, true);
  if (stored === undefined) throw refuse('not-found', { kind: 'order' });
  const { customer } = stored.order;
  const request = ownRequestId('exclusion', asked.order, String(stored.seq));
  const { order } = asked;
  const intent = {
    entity,
    customer,
    order,
    actor: sender.subject,
    request,
    requestHash: '',
    deadlineMs: sender.deadlineMs,
  };
  const changed = await changeOrder(intent, ({ order: seen }) => {
    if (seen === undefined) throw refuse('not-found', { kind: 'order' });
    checkPrecondition(asked.ifMatch, seen.seq);
    if (seen.order.exclusion === asked.isExcluded) return 'nothing';
    // Either way the hold's reasons may be others now (§9.5).
    const isRelief = seen.order.openHold !== undefined;
    const next = { ...seen.order, exclusion: asked.isExcluded };
    const what = { kind: 'order-exclusion', id: order } as const;
    const audited = {
      what,
      reason: asked.reason,
      before: exclusionOf(seen.order.exclusion),
      after: exclusionOf(asked.isExcluded),
    };
    return { order: next, guard: { kind: 'booking' }, audited, isRelief };
  });
  return orderOutcome(changed);
}

/** Null where nobody had said it. */
function exclusionOf(isExcluded: boolean | undefined) {
  return isExcluded === undefined ? null : { isExcluded };
}
