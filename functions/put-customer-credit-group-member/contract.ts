import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { unchanging } from '../unchanging.ts';
import { creditGroupId, customerId, legalEntityId } from '../wire.ts';

export const putCustomerCreditGroupMember = contract({
  name: 'put-customer-credit-group-member',
  area: 'customers',
  method: 'PUT',
  path: '/customer-credit-groups/{group}/members/{legalEntity}/{customer}',
  summary: 'Add a customer to a customer credit group',
  description:
    "A customer is in at most one group. Its limit expires when the group's does. The answer offers the legal entities of yours in which the same account is in no group.",
  params: z.strictObject({ group: creditGroupId, legalEntity: legalEntityId, customer: customerId }),
  query: changeQuery,
  response: z.strictObject({
    creditGroup: creditGroupId,
    legalEntity: legalEntityId,
    customer: customerId,
    sameAccountIn: unchanging(z.array(legalEntityId)),
  }),
  status: 'created',
  refusals: [
    'legal-entity-not-found',
    'not-allowed',
    'not-found',
    'in-another-credit-group',
    'credit-group-full',
    'too-many-entities-apart',
    'too-many-holds-to-move',
  ],
});
