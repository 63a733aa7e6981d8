import * as z from 'zod/mini';
import { reasonCodes, type Clearance, type Reason } from '../domain/evaluation.ts';
import { amount, civilDate, ruleId, version } from './wire.ts';
import { wireForm } from './wire-form.ts';

export const operands = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** §2.7 */
export const missingRate = z.strictObject({
  from: z.string(),
  to: z.string(),
  date: civilDate,
  isElsewhere: z
    .optional(z.literal(true))
    .check(z.describe('Another legal entity of the customer credit group lacks it: it is provided there.')),
});

const currency = z.string();

const clearance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay'), amount, currency }),
  z.strictObject({ kind: z.literal('pay-invoices-due-before'), date: civilDate, amount, currency }),
  z.strictObject({ kind: z.literal('raise-credit-limit'), to: amount, currency }),
  z.strictObject({ kind: z.literal('raise-temporary-limit'), to: amount, currency }),
  z.strictObject({ kind: z.literal('raise-group-limit'), to: amount, currency }),
  z.strictObject({ kind: z.literal('raise-group-temporary-limit'), to: amount, currency }),
  z.strictObject({ kind: z.literal('lower-order'), to: amount, currency }),
  z.strictObject({ kind: z.literal('extend-credit-limit-expiry'), to: civilDate }),
  z.strictObject({ kind: z.literal('extend-group-expiry'), to: civilDate }),
  z.strictObject({ kind: z.literal('change-account-status') }),
  z.strictObject({ kind: z.literal('change-payment-terms'), maxRank: z.optional(z.int()) }),
  z.strictObject({ kind: z.literal('change-settlement-discount'), maxRank: z.optional(z.int()) }),
  z.strictObject({ kind: z.literal('provide-exchange-rate'), from: z.string(), to: z.string(), date: civilDate }),
]);

export const ruleReference = z.strictObject({ rule: ruleId, version });

/** §4.6: whose limit was tested. */
export const limitOwner = z.enum(['own', 'group']);

/** §8.2: why, with the values, and each way to make it go away. */
export const reason = z.strictObject({
  code: z.enum(reasonCodes),
  rules: z.array(ruleReference),
  limit: z.optional(limitOwner),
  operands,
  clearances: z.array(clearance),
});

/** Operands are amounts of the entity's base currency; each amount that clears the reason names its own. */
export function reasonOnWire({ clearances, ...rest }: Reason, baseCurrency: string): z.input<typeof reason> {
  return { ...wireForm(rest, baseCurrency), clearances: clearances.map((way) => clearanceOnWire(way, baseCurrency)) };
}

function clearanceOnWire(way: Clearance, baseCurrency: string): z.input<typeof clearance> {
  const inCurrency = ('currency' in way ? way.currency : undefined) ?? baseCurrency;
  const hasAmount = Object.values(way).some((value) => typeof value === 'bigint');
  return { ...wireForm(way, inCurrency), ...(hasAmount ? { currency: inCurrency } : {}) } as z.input<typeof clearance>;
}
