import * as z from 'zod/mini';
import type { InBase } from '../domain/booked.ts';
import { formatAmount } from '../domain/money.ts';
import { amount, civilDate, currency } from './wire.ts';

/** §5.3: how a document in another currency than the entity's shows what it counts for. */
export const bookedFields = {
  bookedAmount: z
    .optional(amount)
    .check(
      z.describe('What it counts for in `baseCurrency`, at the rate of its date; absent where it is in that currency.'),
    ),
  baseCurrency: z.optional(currency),
  missingRate: z
    .optional(z.strictObject({ from: currency, to: currency, date: civilDate }))
    .check(
      z.describe(
        'The rate that it waits for: until then it counts nothing, and while something of it is open, orders of its customer are held (§5.3).',
      ),
    ),
};

/** Nothing where it is in the base currency. */
export function bookedOnWire({ booked, missingRate }: InBase, baseCurrency: string) {
  if (missingRate !== undefined) return { missingRate };
  return booked === undefined ? {} : { bookedAmount: formatAmount(booked, baseCurrency), baseCurrency };
}
