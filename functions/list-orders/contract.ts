import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { pageOf, pageQuery } from '../page.ts';
import { customerId, legalEntityId } from '../wire.ts';

const description =
  'open: neither closed, cancelled nor rejected. delivered: of which more was delivered than invoiced, ended or not (§5.2). ' +
  'A page of these may hold fewer than `limit` although there are more, as `nextCursor` then says.';

export const listOrders = contract({
  name: 'list-orders',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/orders',
  summary: "List a customer's orders",
  description: 'By id.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, {
    customer: customerId,
    state: z._default(z.enum(['open', 'delivered', 'all']), 'open').check(z.describe(description)),
  }),
  response: pageOf(orderView),
  refusals: ['invalid-cursor'],
});
