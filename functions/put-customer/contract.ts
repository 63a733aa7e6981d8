import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerAnswer, customerBody } from '../customer-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const putCustomer = contract({
  name: 'put-customer',
  area: 'customers',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/customers/{customer}',
  summary: 'Create or change a customer',
  description:
    "The whole customer: what is left out gets its default. Amounts are in the legal entity's base currency. The date of the credit limit follows the limit and is not sent.",
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  body: customerBody,
  response: customerAnswer,
  status: 'created',
  precondition: true,
  refusals: [
    'legal-entity-not-found',
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'currency-not-base',
    'invalid-set-up',
    'unknown-reference',
    'manual-limit-edit-not-allowed',
  ],
});
