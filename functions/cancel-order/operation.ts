import { announced, assertSameCustomer } from '../../domain/receive-order.ts';
import { ownRequestId } from '../own-request-id.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { closedOrder } from '../closed-order.ts';
import type { Sender } from '../sender.ts';
import { orderOutcome, type OrderOutcome } from '../store/order-outcome.ts';
import { changeOrder, type Intent, type Known } from '../store/change-order.ts';
import { contentHash } from '../store/hash.ts';
import type { OrderChange } from '../store/order-change.ts';
import type { CancellationMessage } from './cancellation-message.ts';

/** §5.2, §8.6: drops the order's open part and closes its hold; final whatever arrives later. */
export async function takeCancellation(
  entity: AuthorizedEntity,
  sent: CancellationMessage,
  sender: Sender,
): Promise<OrderOutcome> {
  const intent: Intent = {
    entity,
    customer: sent.customer,
    order: sent.order,
    actor: sender.subject,
    request: ownRequestId('cancellation', sent.order),
    requestHash: contentHash(sent),
    deadlineMs: sender.deadlineMs,
  };
  return orderOutcome(await changeOrder(intent, (known) => cancelledOrder(intent, known)));
}

function cancelledOrder(intent: Intent, known: Known): OrderChange | 'nothing' {
  const order = known.order?.order ?? announced(intent.order, intent.customer);
  assertSameCustomer(order, intent.customer);
  return order.state === 'cancelled' ? 'nothing' : closedOrder(intent, known, { ...order, state: 'cancelled' });
}
