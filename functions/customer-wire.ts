import * as z from 'zod/mini';
import { mostTemporaryLimits } from '../domain/customer.ts';
import type { WrittenCustomer } from '../domain/written-customer.ts';
import { amount, civilDate, code, currency, customerId, memberName, percent } from './wire.ts';

const largestList = 50;

/** Half a character would come back as another one. */
function textOf(min: number, max: number): z.ZodMiniType<string, string> {
  return z.string().check(z.minLength(min), z.maxLength(max), z.regex(/^\P{Cs}*$/u, 'must be whole characters'));
}

const temporaryLimit = z.strictObject({ from: civilDate, to: civilDate, amount });

const policy = z.strictObject({
  id: code,
  kind: z.enum(['insurance', 'guarantee']),
  type: z.optional(code),
  provider: textOf(1, 100),
  coverageType: z.optional(code),
  effectiveDate: civilDate,
  expirationDate: civilDate,
  value: amount,
  currency: z.optional(currency),
  updateLimitPercent: percent,
  includedInExposure: z._default(z.boolean(), false),
});

const scores = z
  .record(memberName, textOf(0, 100))
  .check(z.refine((record) => Object.keys(record).length <= largestList, `must be at most ${largestList} values`));

/** §3, §4.1, §4.2 */
export const customerBody = z.strictObject({
  name: textOf(1, 100),
  currency,
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2,3}$/, 'must be a country code of ISO 3166'))),
  paymentTerms: z.optional(code),
  settlementDiscount: z.optional(code),
  creditLimit: z._default(amount, '0'),
  creditLimitCurrency: z.optional(currency),
  creditLimitExpiryDate: z.optional(civilDate),
  unlimited: z._default(z.boolean(), false),
  mandatoryLimit: z._default(z.boolean(), false),
  excludeFromCreditManagement: z._default(z.boolean(), false),
  ignoreUntil: z.optional(civilDate),
  creditManagementGroup: z.optional(code),
  accountStatus: z.optional(code),
  accountStatusReason: z.optional(code),
  riskScore: z.optional(z.int().check(z.minimum(-1_000_000_000), z.maximum(1_000_000_000))),
  riskGroup: z.optional(code),
  eligibleCreditLimit: z.optional(z.strictObject({ amount, currency: z.optional(currency), date: civilDate })),
  lastReviewDate: z.optional(civilDate),
  nextReviewDate: z.optional(civilDate),
  businessStarted: z.optional(civilDate),
  customerSince: z.optional(civilDate),
  annualRevenue: z.optional(amount),
  userDefinedScores: z._default(scores, {}),
  notes: z.optional(textOf(0, 2_000)),
  withAgency: z._default(z.boolean(), false),
  titleHeld: z._default(z.boolean(), false),
  temporaryLimits: z._default(z.array(temporaryLimit).check(z.maxLength(mostTemporaryLimits)), []),
  policies: z._default(z.array(policy).check(z.maxLength(largestList)), []),
}) satisfies z.ZodMiniType<WrittenCustomer>;

/** What reading answers: nobody chooses the date of the limit (§3.3). */
export const customerAnswer = z.extend(customerBody, { customer: customerId, creditLimitDate: civilDate });
