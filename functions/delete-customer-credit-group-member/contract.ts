import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { creditGroupId, customerId, legalEntityId } from '../wire.ts';

export const deleteCustomerCreditGroupMember = contract({
  name: 'delete-customer-credit-group-member',
  area: 'customers',
  method: 'DELETE',
  path: '/customer-credit-groups/{group}/members/{legalEntity}/{customer}',
  summary: 'Remove a customer from a customer credit group',
  description: 'What it owes leaves the group with it. Its own expiry date counts again.',
  params: z.strictObject({ group: creditGroupId, legalEntity: legalEntityId, customer: customerId }),
  query: changeQuery,
  response: null,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found', 'too-many-holds-to-move'],
});
