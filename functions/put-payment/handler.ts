import { http } from '../http.ts';
import { putPayment } from './contract.ts';
import { takePayment } from './operation.ts';
import { paymentOnWire } from './payment-on-wire.ts';

/** §5.1, §5.5, §15.1 */
export const handler = http(putPayment, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated, baseCurrency } = await takePayment(entity, { payment: params.payment, ...body }, sender);
  return { body: await paymentOnWire(entity, document, baseCurrency), isCreated };
});
