import * as z from 'zod';
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
  query: pageQuery.extend({
    customer: customerId,
    state: z.literal('open').default('open').meta({ description: 'Neither closed, cancelled nor rejected.' }),
  }),
  response: pageOf(orderView),
  refusals: ['invalid-cursor'],
});
