import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { legalEntityId, orderId } from '../wire.ts';

export const getOrder = contract({
  name: 'get-order',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/orders/{order}',
  summary: 'Read an order',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  response: orderView,
  precondition: true,
  refusals: ['not-found'],
});
