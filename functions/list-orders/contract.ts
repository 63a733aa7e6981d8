import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { pageOf, pageQuery } from '../page.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const listOrders = contract({
  name: 'list-orders',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/orders',
  summary: "List a customer's open orders",
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, {
    customer: customerId,
    state: z._default(z.literal('open'), 'open').check(z.describe('Neither closed, cancelled nor rejected.')),
  }),
  response: pageOf(orderView),
  refusals: ['invalid-cursor'],
});
