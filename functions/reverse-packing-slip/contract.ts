import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { reversalBody } from '../settlement-message.ts';
import { legalEntityId, orderId, packingSlipId } from '../wire.ts';
import { packingSlipReversalMessage } from './packing-slip-reversal-message.ts';

export const reversePackingSlip = contract({
  name: 'reverse-packing-slip',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/packing-slips/{packingSlip}/reversal',
  summary: 'Take back a packing slip that was cancelled',
  description:
    'Final: what it delivered is open again, so that a new packing slip can deliver it. It may come before the packing slip, and again.',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId, packingSlip: packingSlipId }),
  body: reversalBody,
  response: packingSlipReversalMessage,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs'],
});
