import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { customerAnswer, customerBody } from '../customer-wire.ts';
import { civilDate, customerId, legalEntityId } from '../wire.ts';

/** What reading answers may be sent back as it is. */
const body = z.extend(customerBody, {
  customer: z.optional(customerId).check(z.describe('Read-only: where it is sent, it is the one of the path.')),
  creditLimitDate: z
    .optional(civilDate)
    .check(z.describe('Read-only: it follows the limit, and is ignored where sent.')),
});

export const putCustomer = contract({
  name: 'put-customer',
  area: 'customers',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/customers/{customer}',
  summary: 'Create or change a customer',
  description:
    "The whole customer: what is left out gets its default. Amounts that name no currency are in the legal entity's base currency; creditLimitCurrency is that of the credit limit and the temporary limits, and either the customer's or the legal entity's. The date of the credit limit follows the limit: what a read answered may be sent back with it.",
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  query: changeQuery,
  body,
  response: customerAnswer,
  status: 'created',
  precondition: true,
  refusals: [
    'legal-entity-not-found',
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'invalid-set-up',
    'unknown-reference',
    'manual-limit-edit-not-allowed',
    'limit-claimed',
  ],
});
