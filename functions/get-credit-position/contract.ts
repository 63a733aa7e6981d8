import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { limit } from '../limit-wire.ts';
import { missingRate } from '../reason-wire.ts';
import { amount, civilDate, creditGroupId, currency, customerId, legalEntityId, percent } from '../wire.ts';

const policy = z.strictObject({
  id: z.string(),
  kind: z.enum(['insurance', 'guarantee']),
  effectiveDate: civilDate,
  expirationDate: civilDate,
  value: amount,
  currency,
  updateLimitPercent: percent,
  includedInExposure: z.boolean(),
  adds: amount.check(z.describe('Value times percent, rounded for itself; policiesAdded is rounded once.')),
  takesOff: amount.check(z.describe('The value of one that is included in exposure, else 0.')),
});

const limitHere = z.extend(limit, {
  creditLimit: amount.check(z.describe("What a temporary limit in force replaces; in the limit's currency.")),
  withPolicies: z.nullable(amount).check(z.describe('Base and what policies add.')),
  temporaryLimit: z
    .nullable(z.strictObject({ from: civilDate, to: civilDate, amount }))
    .check(z.describe("In the limit's currency.")),
  expiryDate: z.nullable(civilDate).check(z.describe("The group's where the customer is in one.")),
  policies: z.array(policy).check(z.describe('Those in force, each in its own currency.')),
});

/** §1.3: nothing of the other members. */
const groupStanding = z.strictObject({
  creditGroup: creditGroupId,
  description: z.string(),
  currency: currency.check(z.describe('Of the group, and of the amounts here.')),
  exposure: z
    .nullable(amount)
    .check(z.describe("Of all members, counted as this legal entity's parameters say; null where a rate is missing.")),
  missingRates: z.optional(z.array(missingRate)),
  lacksRates: z
    .boolean()
    .check(z.describe('A document of another member lacks a rate, so that the exposure is not known (§5.3).')),
  limit: amount,
  temporaryLimit: z.nullable(z.strictObject({ from: civilDate, to: civilDate, amount })),
  expiryDate: civilDate,
  available: z.nullable(amount),
  usedPercent: z.nullable(z.string()),
});

/** The path of a list operation, with an example of it. */
function link(example: string, description: string) {
  return z.string().check(z.meta({ examples: [example], description }));
}
const acme = '/legal-entities/ACME';

/** §5.7: the documents behind each number. */
const documents = z.strictObject({
  invoices: link(`${acme}/invoices?customer=C-1001&state=open`, 'Behind openReceivables and the ageing.'),
  payments: link(`${acme}/payments?customer=C-1001&state=open`, 'Behind openReceivables and unappliedCash.'),
  creditNotes: link(`${acme}/credit-notes?customer=C-1001&state=open`, 'Behind openReceivables and unappliedCash.'),
  overdueInvoices: link(
    `${acme}/invoices?customer=C-1001&state=overdue`,
    'Behind overdue, of which unapplied cash may have covered a part.',
  ),
  deliveredOrders: link(`${acme}/orders?customer=C-1001&state=delivered`, 'Behind deliveredNotInvoiced.'),
  orders: link(`${acme}/orders?customer=C-1001&state=open`, 'Behind openOrders and openOrdersOnHold.'),
  holds: link('/holds?legalEntity=ACME&customer=C-1001', 'Behind openOrdersOnHold.'),
});

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
    components: z
      .strictObject({
        openReceivables: z.nullable(amount),
        deliveredNotInvoiced: z.nullable(amount),
        openOrders: z.nullable(amount),
        openOrdersOnHold: z.nullable(amount),
      })
      .check(z.describe('Null is what is not known: a document of it lacks its rate (documentsWithoutRate).')),
    exposure: z
      .nullable(amount)
      .check(
        z.describe(
          'Of the components, what exposureBasis and heldOrdersConsumeCredit count; null where one of these is not known.',
        ),
      ),
    limit: limitHere,
    limitsTested: z
      .array(z.enum(['group', 'own']))
      .check(z.describe('Whose limits an order is tested against, in this order; none of an unlimited customer.')),
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
    overdue: z
      .nullable(z.strictObject({ total: amount, worstDays: z.int(), oldestDueDate: z.nullable(civilDate) }))
      .check(z.describe('Null, as the ageing and unappliedCash, where openReceivables are not known.')),
    ageing: z.nullable(
      z.strictObject({
        current: amount,
        days1To30: amount,
        days31To60: amount,
        days61To90: amount,
        days91To180: amount,
        over180: amount,
      }),
    ),
    unappliedCash: z.nullable(amount),
    group: z.nullable(groupStanding),
    documents,
    documentsWithoutRate: z
      .array(
        z.strictObject({
          kind: z.enum(['order', 'packing-slip', 'invoice', 'payment', 'credit-note']),
          id: z.string(),
          order: z.nullable(z.string()).check(z.describe('Of a packing slip.')),
          missingRate,
        }),
      )
      .check(
        z.describe(
          'What none of the amounts knows: orders are not evaluated until the rates are there, or nothing of it is open (§5.3).',
        ),
      ),
  }),
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
