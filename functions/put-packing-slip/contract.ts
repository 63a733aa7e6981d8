import * as z from 'zod/mini';
import { bookedFields } from '../booked-on-wire.ts';
import { contract } from '../contract.ts';
import { civilDate, legalEntityId, orderId, packingSlipId } from '../wire.ts';
import { packingSlipBody, packingSlipDocument } from './packing-slip-message.ts';

export const packingSlipView = z
  .extend(packingSlipDocument, {
    ...bookedFields,
    reversedOn: z.optional(civilDate).check(z.describe('It was cancelled: nothing of it was delivered.')),
  })
  .check(z.meta({ id: 'PackingSlip' }));

export const putPackingSlip = contract({
  name: 'put-packing-slip',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/packing-slips/{packingSlip}',
  summary: 'Send a packing slip of an order',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before its order.',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId, packingSlip: packingSlipId }),
  body: packingSlipBody,
  response: packingSlipView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-currency-differs', 'document-differs'],
});
