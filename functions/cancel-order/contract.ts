import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { customerId, legalEntityId, orderId } from '../wire.ts';

const fields = z.strictObject({ customer: customerId });

/** The same document by queue (§15.1). */
export const cancellationMessage = z.strictObject({ order: orderId, ...fields.shape });
export type CancellationMessage = z.output<typeof cancellationMessage>;

export const cancelOrder = contract({
  name: 'cancel-order',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/cancellation',
  summary: 'Cancel an order',
  description: 'Final: drops the open part and closes the hold. It may arrive before the order, and again.',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  body: fields,
  response: orderView,
  refusals: ['not-found', 'customer-differs'],
});
