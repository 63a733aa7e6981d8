import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { customerAnswer } from '../customer-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const getCustomer = contract({
  name: 'get-customer',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}',
  summary: 'Read a customer',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  response: customerAnswer,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
