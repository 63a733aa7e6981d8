import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { creditGroupBody, creditGroupView } from '../credit-group-wire.ts';
import { creditGroupId } from '../wire.ts';

export const putCustomerCreditGroup = contract({
  name: 'put-customer-credit-group',
  area: 'customers',
  method: 'PUT',
  path: '/customer-credit-groups/{group}',
  summary: 'Create or change a customer credit group',
  description:
    'Customers, possibly of several legal entities, that share one limit. A credit manager edits a group of which a customer of theirs is a member, and one without members that they created. What is left out gets its default.',
  params: z.strictObject({ group: creditGroupId }),
  query: changeQuery,
  body: creditGroupBody,
  response: creditGroupView,
  status: 'created',
  precondition: true,
  refusals: [
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'invalid-set-up',
    'group-currency-fixed',
    'credit-group-full',
    'credit-group-number-taken',
    'manual-limit-edit-not-allowed',
    'limit-claimed',
  ],
});
