import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { limit } from '../limit-wire.ts';
import { missingRate } from '../reason-wire.ts';
import { amount, civilDate, creditGroupId, currency, customerId, legalEntityId } from '../wire.ts';

const limitHere = z.extend(limit, {
  withPolicies: z.nullable(amount).check(z.describe('Base and what policies add.')),
  temporaryLimit: z
    .nullable(z.strictObject({ from: civilDate, to: civilDate, amount }))
    .check(z.describe("In the limit's currency.")),
  expiryDate: z.nullable(civilDate),
});

/** §1.3: nothing of the other members. */
const groupStanding = z.strictObject({
  creditGroup: creditGroupId,
  description: z.string(),
  exposure: amount.check(z.describe("Of all members, counted as this legal entity's parameters say.")),
  limit: amount,
  temporaryLimit: z.nullable(z.strictObject({ from: civilDate, to: civilDate, amount })),
  expiryDate: civilDate,
  available: amount,
  usedPercent: z.nullable(z.string()),
});

const link = z.string().check(z.meta({ examples: ['/legal-entities/ACME/orders?customer=C-1001&state=open'] }));

export const getCreditPosition = contract({
  name: 'get-credit-position',
  area: 'customers',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/credit-position',
  summary: 'Read how a customer stands: exposure, limit, what is overdue',
  description:
    'Amounts are in the base currency of the legal entity. With the parameter useUnappliedCash, payments on account have covered the oldest items in what is overdue and in the ageing; both leave out items below ignoreOverdueBelow.',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  response: z.strictObject({
    customer: customerId,
    businessDate: civilDate,
    currency,
    components: z.strictObject({
      openReceivables: amount,
      deliveredNotInvoiced: amount,
      openOrders: amount,
      openOrdersOnHold: amount,
    }),
    exposure: amount.check(z.describe('Of the components, what exposureBasis and heldOrdersConsumeCredit count.')),
    limit: limitHere,
    available: z
      .nullable(amount)
      .check(z.describe('Below zero where the limit is exceeded; null without a limit, and where a rate is missing.')),
    usedPercent: z.nullable(z.string()).check(
      z.meta({
        description:
          'Null where there is no limit or a rate is missing, and where a limit of 0 is exceeded: more than every percent.',
        examples: ['75.00'],
      }),
    ),
    overdue: z.strictObject({ total: amount, worstDays: z.int(), oldestDueDate: z.nullable(civilDate) }),
    ageing: z.strictObject({
      current: amount,
      days1To30: amount,
      days31To60: amount,
      days61To90: amount,
      days91To180: amount,
      over180: amount,
    }),
    unappliedCash: amount,
    group: z.nullable(groupStanding),
    documents: z.strictObject({ invoices: link, orders: link, holds: link }),
    documentsWithoutRate: z
      .array(
        z.strictObject({
          kind: z.enum(['order', 'packing-slip', 'invoice', 'payment', 'credit-note']),
          id: z.string(),
          order: z.nullable(z.string()).check(z.describe('Of a packing slip.')),
          missingRate,
        }),
      )
      .check(z.describe('What none of the amounts knows: orders are not evaluated until the rates are there (§5.3).')),
  }),
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
