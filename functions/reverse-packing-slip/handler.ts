import { http } from '../http.ts';
import { reversePackingSlip } from './contract.ts';
import { takePackingSlipReversal } from './operation.ts';

/** §7.1, §15.1 */
export const handler = http(reversePackingSlip, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { order, packingSlip } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const sent = { order, packingSlip, ...body };
  const { document, isCreated } = await takePackingSlipReversal(entity, sent, sender);
  const { customer, date } = document;
  return { body: { order, packingSlip, customer, date }, isCreated };
});
