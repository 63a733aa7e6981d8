import * as z from 'zod';
import type { WrittenCustomer } from '../domain/written-customer.ts';
import { amount, civilDate, code, currency, customerId, percent } from './wire.ts';

const largestList = 50;

/** Half a character would come back as another one. */
function textOf(min: number, max: number): z.ZodType<string, string> {
  return z
    .string()
    .min(min)
    .max(max)
    .regex(/^\P{Cs}*$/u, 'must be whole characters');
}

const temporaryLimit = z.strictObject({ from: civilDate, to: civilDate, amount });

const policy = z.strictObject({
  id: code,
  kind: z.enum(['insurance', 'guarantee']),
  type: code.optional(),
  provider: textOf(1, 100),
  coverageType: code.optional(),
  effectiveDate: civilDate,
  expirationDate: civilDate,
  value: amount,
  currency: currency.optional(),
  updateLimitPercent: percent,
  includedInExposure: z.boolean().default(false),
});

const scores = z
  .record(code, textOf(0, 100))
  .refine((record) => Object.keys(record).length <= largestList, `must be at most ${largestList} values`);

/** §3, §4.1, §4.2 */
export const customerBody = z.strictObject({
  name: textOf(1, 100),
  currency,
  country: z
    .string()
    .regex(/^[A-Z]{2,3}$/, 'must be a country code of ISO 3166')
    .optional(),
  paymentTerms: code.optional(),
  settlementDiscount: code.optional(),
  creditLimit: amount.default('0'),
  creditLimitCurrency: currency.optional(),
  creditLimitExpiryDate: civilDate.optional(),
  unlimited: z.boolean().default(false),
  mandatoryLimit: z.boolean().default(false),
  excludeFromCreditManagement: z.boolean().default(false),
  ignoreUntil: civilDate.optional(),
  creditManagementGroup: code.optional(),
  accountStatus: code.optional(),
  accountStatusReason: code.optional(),
  riskScore: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
  riskGroup: code.optional(),
  eligibleCreditLimit: z.strictObject({ amount, currency: currency.optional(), date: civilDate }).optional(),
  lastReviewDate: civilDate.optional(),
  nextReviewDate: civilDate.optional(),
  businessStarted: civilDate.optional(),
  customerSince: civilDate.optional(),
  annualRevenue: amount.optional(),
  userDefinedScores: scores.default({}),
  notes: textOf(0, 2_000).optional(),
  withAgency: z.boolean().default(false),
  titleHeld: z.boolean().default(false),
  temporaryLimits: z.array(temporaryLimit).max(largestList).default([]),
  policies: z.array(policy).max(largestList).default([]),
}) satisfies z.ZodType<WrittenCustomer>;

/** What reading answers: nobody chooses the date of the limit (§3.3). */
export const customerAnswer = customerBody.extend({ customer: customerId, creditLimitDate: civilDate });
