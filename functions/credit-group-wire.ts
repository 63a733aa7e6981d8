import * as z from 'zod/mini';
import { mostTemporaryLimits } from '../domain/customer.ts';
import { missingRate } from './reason-wire.ts';
import { unchanging } from './unchanging.ts';
import { amount, amountsFit, civilDate, creditGroupId, currency, description } from './wire.ts';

const temporaryLimit = z.strictObject({ from: civilDate, to: civilDate, amount });

const fields = z.strictObject({
  description: z._default(description, ''),
  creditLimit: amount,
  currency: currency.check(z.describe('It cannot change later. Members of any currency are converted into it.')),
  expiryDate: civilDate.check(
    z.describe('The date on which the limits of all members expire, whatever their own dates.'),
  ),
  temporaryLimits: z._default(unchanging(z.array(temporaryLimit).check(z.maxLength(mostTemporaryLimits))), []),
  considerMembersOverdue: z._default(
    z.boolean().check(z.describe("Overdue rules look at every member's invoices; then at most 100 members.")),
    false,
  ),
});
type Fields = z.output<typeof fields>;

/** §4.4 */
export const creditGroupBody = fields.check(
  z.superRefine(
    amountsFit<Fields>(
      ({ creditLimit, temporaryLimits }) => [
        { path: ['creditLimit'], amount: creditLimit, min: 'zero' },
        ...temporaryLimits.map((limit, index) => ({
          path: ['temporaryLimits', index, 'amount'],
          amount: limit.amount,
          min: 'zero' as const,
        })),
      ],
      (body) => body.currency,
    ),
  ),
);

/** §1.3: the group without its members. */
export const creditGroupView = z.extend(fields, {
  creditGroup: creditGroupId,
  limit: amount.check(z.describe('The temporary limit where one is in force, else the credit limit.')),
  used: z
    .nullable(amount)
    .check(
      z.describe('What all members owe or are about to owe, orders on hold included; null where a rate is missing.'),
    ),
  missingRates: z.optional(z.array(missingRate)),
  lacksRates: z
    .boolean()
    .check(z.describe('A document of a member lacks a rate, so that nothing here knows it (§5.3).')),
  available: z.nullable(amount).check(z.describe('Below zero where the limit is exceeded.')),
  usedPercent: z.nullable(z.string()).check(z.describe('Null where a limit of 0 is exceeded or a rate is missing.')),
});
