import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditGroupView } from '../credit-group-wire.ts';
import { pageOf, pageQuery } from '../page.ts';

export const listCustomerCreditGroups = contract({
  name: 'list-customer-credit-groups',
  area: 'customers',
  method: 'GET',
  path: '/customer-credit-groups',
  summary: 'List the customer credit groups that have members of yours',
  description: 'And those without members that you created.',
  params: z.strictObject({}),
  query: pageQuery,
  response: pageOf(creditGroupView),
  refusals: ['not-allowed', 'invalid-cursor'],
});
