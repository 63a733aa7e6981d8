import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { legalEntityId, orderId } from '../wire.ts';
import { cancellationBody } from './cancellation-message.ts';

export const cancelOrder = contract({
  name: 'cancel-order',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/cancellation',
  summary: 'Cancel an order',
  description: 'Final: drops the open part and closes the hold. It may arrive before the order, and again.',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  body: cancellationBody,
  response: orderView,
  refusals: ['not-found', 'customer-differs'],
});
