import { decisionOnWire } from '../decision-wire.ts';
import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { putOrder } from './contract.ts';
import { receiveOrder } from './operation.ts';

/** §7.1, §15.1 */
export const handler = http(putOrder, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const sender = { subject: actor.subject, deadlineMs };
  const { order, revision, currency, decision, isCreated } = await receiveOrder(
    entity,
    { order: params.order, ...body },
    sender,
  );
  return {
    body: {
      order: orderOnWire(order, revision, currency),
      decision: decision ? decisionOnWire(decision, currency) : null,
    },
    isCreated,
  };
});
