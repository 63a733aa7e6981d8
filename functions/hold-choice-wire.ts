import * as z from 'zod/mini';
import { holdStates } from '../domain/hold.ts';
import { pageOf, pageQuery } from './page.ts';
import { reason, text } from './reason-wire.ts';
import { amount, civilDate, currency, customerId, holdId, legalEntityId, orderId } from './wire.ts';

export const choiceQuery = z.extend(pageQuery, {
  sort: z
    ._default(z.enum(['age', 'amount', 'requested-date']), 'age')
    .check(z.describe('In which order they would be released; `amount` in the base currency.')),
  direction: z
    .optional(z.enum(['ascending', 'descending']))
    .check(
      z.describe('Without it: the oldest, the largest, or the earliest first. What has no requested date is last.'),
    ),
});

const free = z.nullable(amount);

const choice = z.strictObject({
  legalEntity: legalEntityId,
  customer: customerId,
  hold: holdId,
  order: orderId,
  heldAt: z.string().check(z.meta({ format: 'date-time' })),
  state: z.enum(holdStates),
  stateTitle: text,
  requestedDate: z.nullable(civilDate),
  amount,
  currency: currency.check(z.describe('Of the order.')),
  fits: z.boolean(),
  keptBy: z
    .nullable(z.enum(['credit', 'other']))
    .check(
      z.describe(
        '`credit`: nothing but the credit that is left, so that it may go before others. `other`: more than that.',
      ),
    ),
  reasons: z.array(z.omit(reason, { clearances: true })).check(z.describe('Why it does not fit.')),
  takes: amount.check(z.describe('Of the free credit, once it is released.')),
  freeBefore: free.check(
    z.describe("Of the customer's own limit, before its turn; null where it is not tested, or a rate is missing."),
  ),
  freeAfter: free.check(z.describe('After its turn.')),
  baseCurrency: currency.check(z.describe('Of what it takes and what is free.')),
  groupFreeBefore: free.check(z.describe("Of the limit of the customer's credit group, in its currency.")),
  groupFreeAfter: free,
});

export const choices = z.safeExtend(pageOf(choice), {
  groupCurrency: z.nullable(currency).check(z.describe('Of the customer credit group.')),
  counts: z.strictObject({ total: z.int(), fitting: z.int() }).check(z.describe('Over all pages.')),
});
