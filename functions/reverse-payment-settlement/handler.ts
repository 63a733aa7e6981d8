import { http } from '../http.ts';
import { takePaymentSettlementReversal } from '../take-settlement.ts';
import { reversePaymentSettlement } from './contract.ts';

/** §15.1 */
export const handler = http(reversePaymentSettlement, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { payment, settlement } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const sent = { payment, settlement, ...body };
  const { document, isCreated } = await takePaymentSettlementReversal(entity, sent, sender);
  const { customer, date } = document;
  return { body: { payment, settlement, customer, date }, isCreated };
});
