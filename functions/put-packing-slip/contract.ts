import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { amount, amountsFit, civilDate, currency, customerId, legalEntityId, orderId, packingSlipId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  date: civilDate,
  amount: amount.check(z.describe('Total of what was delivered, tax and charges included; above zero.')),
  currency,
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);
const document = z.strictObject({ order: orderId, packingSlip: packingSlipId, ...fields.shape });

/** The same document by queue (§15.1). */
export const packingSlipMessage = document.check(z.superRefine(fits));
export type PackingSlipMessage = z.output<typeof packingSlipMessage>;

export const packingSlipView = document.check(z.meta({ id: 'PackingSlip' }));

export const putPackingSlip = contract({
  name: 'put-packing-slip',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/packing-slips/{packingSlip}',
  summary: 'Send a packing slip of an order',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before its order.',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId, packingSlip: packingSlipId }),
  body: fields.check(z.superRefine(fits)),
  response: packingSlipView,
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'document-differs'],
});
