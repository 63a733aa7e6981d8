import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { amount, civilDate, code, currency, customerId, legalEntityId } from '../wire.ts';

const customerRow = z.strictObject({
  customer: customerId,
  name: z.string(),
  currency,
  creditLimit: amount,
  creditLimitCurrency: currency,
  creditLimitExpiryDate: z.optional(civilDate),
  unlimited: z.boolean(),
  excludeFromCreditManagement: z.boolean(),
  creditManagementGroup: z.optional(code),
  accountStatus: z.optional(code),
  riskGroup: z.optional(code),
});

export const listCustomers = contract({
  name: 'list-customers',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers',
  summary: 'List the customers of a legal entity',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: pageQuery,
  response: pageOf(customerRow),
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
