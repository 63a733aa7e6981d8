import * as z from 'zod/mini';
import type { Limit } from '../domain/evaluation.ts';
import { formatAmount } from '../domain/money.ts';
import { isUnknown } from '../domain/rules/verdict.ts';
import { missingRate } from './reason-wire.ts';
import { amount } from './wire.ts';

/** §4.2, §4.3: the limit that applies. */
export const limit = z.strictObject({
  source: z.enum(['credit-limit', 'temporary-limit', 'unlimited']),
  written: z
    .optional(z.strictObject({ amount, currency: z.string() }))
    .check(z.describe('What it was set to, where that is in another currency than these amounts.')),
  base: z.nullable(amount).check(z.describe('The temporary limit where one is in force, else the credit limit.')),
  policiesAdded: z.nullable(amount).check(z.describe('What effective policies add: value times percent.')),
  policiesTakenOff: z.nullable(amount).check(z.describe('Full values of the policies that are included in exposure.')),
  total: z.nullable(amount).check(z.describe('The limit that checks use.')),
  missingRates: z.optional(z.array(missingRate)).check(z.describe('Instead of the amounts, which are null.')),
});

export function limitOnWire(found: Limit, currency: string) {
  const { source, written } = found;
  const money = (minor: bigint): string => formatAmount(minor, currency);
  const head = {
    source,
    ...(written && { written: { amount: formatAmount(written.amount, written.currency), currency: written.currency } }),
  };
  if (isUnknown(found)) {
    const missingRates = [...found.missingRates];
    return { ...head, base: null, policiesAdded: null, policiesTakenOff: null, total: null, missingRates };
  }
  return {
    ...head,
    base: money(found.base),
    policiesAdded: money(found.policiesAdded),
    policiesTakenOff: money(found.policiesTakenOff),
    total: money(found.total),
  };
}
