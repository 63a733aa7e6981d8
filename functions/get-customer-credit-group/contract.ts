import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditGroupView } from '../credit-group-wire.ts';
import { creditGroupId, customerId, legalEntityId } from '../wire.ts';

export const getCustomerCreditGroup = contract({
  name: 'get-customer-credit-group',
  area: 'customers',
  method: 'GET',
  path: '/customer-credit-groups/{group}',
  summary: 'Read a customer credit group',
  description:
    'Its limit and how much of it is used, by all members together; of the members, those of legal entities that you may see.',
  params: z.strictObject({ group: creditGroupId }),
  response: z.extend(creditGroupView, {
    members: z.array(z.strictObject({ legalEntity: legalEntityId, customer: customerId })),
  }),
  precondition: true,
  refusals: ['not-allowed', 'not-found'],
});
