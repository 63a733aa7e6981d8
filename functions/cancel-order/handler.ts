import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { cancelOrder } from './contract.ts';
import { takeCancellation } from './operation.ts';

/** §5.2, §8.6 */
export const handler = http(cancelOrder, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const sender = { subject: actor.subject, deadlineMs };
  const { order, revision, currency } = await takeCancellation(entity, { order: params.order, ...body }, sender);
  return { body: orderOnWire(order, revision, currency) };
});
