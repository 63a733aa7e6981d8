import { http } from '../http.ts';
import { takePaymentReversal } from '../take-settlement.ts';
import { reversePayment } from './contract.ts';

/** §15.1 */
export const handler = http(reversePayment, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { payment } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated } = await takePaymentReversal(entity, { payment, ...body }, sender);
  const { customer, date } = document;
  return { body: { payment, customer, date }, isCreated };
});
