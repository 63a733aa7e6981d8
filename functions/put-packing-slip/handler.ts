import { http } from '../http.ts';
import { putPackingSlip } from './contract.ts';
import { takePackingSlip } from './operation.ts';
import { packingSlipOnWire } from './packing-slip-on-wire.ts';

/** §5.2, §15.1 */
export const handler = http(putPackingSlip, async ({ params, body }, { actor, entity, deadlineMs }) => {
  const { order, packingSlip } = params;
  const sender = { subject: actor.subject, deadlineMs };
  const { document, isCreated, baseCurrency } = await takePackingSlip(entity, { order, packingSlip, ...body }, sender);
  return { body: packingSlipOnWire(document, baseCurrency), isCreated };
});
