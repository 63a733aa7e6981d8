import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { amount, currency, customerId, legalEntityId } from '../wire.ts';

const difference = z.strictObject({
  of: z.enum(['position', 'ageing', 'order', 'invoice']),
  id: z
    .nullable(z.string())
    .check(z.describe('Of the order or invoice, the due date, or the rate that is missing; null for the whole.')),
  what: z.string().check(z.meta({ examples: ['openReceivables'] })),
  currency: z.nullable(currency).check(z.describe('Of both amounts; null where they are numbers of documents.')),
  stored: amount,
  fromDocuments: amount,
});

export const reconcileCustomer = contract({
  name: 'reconcile-customer',
  area: 'customers',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/customers/{customer}/reconciliations',
  summary: "Compare a customer's exposure with its documents",
  description:
    'Recomputes the position and the ageing from the orders, packing slips, invoices, credit notes, payments and settlements, and ' +
    'reports where what is stored differs. It corrects nothing (§14).',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  body: z.strictObject({}),
  response: z.strictObject({
    customer: customerId,
    currency,
    documents: z.strictObject({ orders: z.int(), packingSlips: z.int(), invoices: z.int(), credits: z.int() }),
    differences: z.array(difference).check(z.describe('None where exposure equals the documents.')),
  }),
  refusals: ['not-found', 'idempotency-key-required', 'idempotency-key-reused'],
});
