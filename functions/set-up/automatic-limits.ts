import * as z from 'zod/mini';
import { limitOperators } from '../../domain/risk/risk-set-up.ts';
import { unchanging } from '../unchanging.ts';
import { amount, code, currency, description } from '../wire.ts';
import { collection } from './collection.ts';

const line = z.strictObject({
  scoringGroup: code,
  operator: z.enum(limitOperators).check(z.describe('Codes are `equal` or `not-equal`.')),
  value: code.check(
    z.describe("Compared with the customer's own value: days or an amount (two decimals), whole years, a code."),
  ),
  limit: amount.check(z.describe('In the currency of the automatic limit.')),
});

/** §12.5 */
export const automaticLimits = collection({
  name: 'automaticLimits',
  id: 'automaticLimit',
  path: 'automatic-limits',
  noun: 'automatic limit',
  value: z.strictObject({
    description,
    riskGroup: code,
    currency: currency.check(z.describe('Of the limits. It is for customers whose credit limits are in it.')),
    maximumAnnualRevenue: amount.check(
      z.describe(
        "In the legal entity's currency. Of several for a risk group and currency, the lowest that a customer's revenue does not exceed is for it.",
      ),
    ),
    lines: unchanging(
      z
        .array(line)
        .check(z.minLength(1), z.maxLength(100), z.describe('The highest limit whose comparison is true is given.')),
    ),
  }),
});
