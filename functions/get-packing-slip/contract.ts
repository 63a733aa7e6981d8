import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { packingSlipView } from '../put-packing-slip/contract.ts';
import { legalEntityId, orderId, packingSlipId } from '../wire.ts';

export const getPackingSlip = contract({
  name: 'get-packing-slip',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/orders/{order}/packing-slips/{packingSlip}',
  summary: 'Read a packing slip',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId, packingSlip: packingSlipId }),
  response: packingSlipView,
  refusals: ['not-found'],
});
