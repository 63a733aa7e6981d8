import * as z from 'zod/mini';
import { reasonCodes, type Clearance, type Reason } from '../domain/evaluation.ts';
import type { Words } from '../domain/words/words-in.ts';
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
/** Codes told for people, in the language that they accept. */
export const text = z.optional(z.string()).check(z.describe('In words, from operations that take Accept-Language.'));
const rateToFind = { from: z.string(), to: z.string(), date: civilDate };

export const clearance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay'), amount, currency, text }).check(z.describe('A payment on account.')),
  z
    .strictObject({ kind: z.literal('pay-invoices-due-before'), date: civilDate, amount, currency, text })
    .check(
      z.describe(
        'A payment of `amount` for what is open of the invoices due before `date`, the oldest first: on account with `useUnappliedCash`, else settled against them.',
      ),
    ),
  z
    .strictObject({ kind: z.literal('pay-group-invoices-due-before'), date: civilDate, amount, currency, text })
    .check(
      z.describe('The same for the invoices of all members of the customer credit group, each paid by its customer.'),
    ),
  z.strictObject({ kind: z.literal('raise-credit-limit'), to: amount, currency, text }),
  z.strictObject({ kind: z.literal('raise-temporary-limit'), to: amount, currency, text }),
  z.strictObject({ kind: z.literal('raise-group-limit'), to: amount, currency, text }),
  z.strictObject({ kind: z.literal('raise-group-temporary-limit'), to: amount, currency, text }),
  z.strictObject({ kind: z.literal('lower-order'), to: amount, currency, text }),
  z.strictObject({ kind: z.literal('extend-credit-limit-expiry'), to: civilDate, text }),
  z.strictObject({ kind: z.literal('extend-group-expiry'), to: civilDate, text }),
  z
    .strictObject({ kind: z.literal('change-account-status'), otherThan: z.array(z.string()), text })
    .check(z.describe('To none, or to any but these.')),
  z
    .strictObject({
      kind: z.literal('change-payment-terms'),
      otherThan: z.optional(z.array(z.string())),
      maxRank: z.optional(z.int()),
      text,
    })
    .check(z.describe('To none, or to any but `otherThan`; or to a code of at most `maxRank` or without a rank.')),
  z
    .strictObject({ kind: z.literal('change-settlement-discount'), maxRank: z.int(), text })
    .check(z.describe('To a code of at most `maxRank` or without a rank.')),
  z
    .strictObject({ kind: z.literal('evaluate-again'), text })
    .check(
      z.describe('Nothing: holds that cannot go count when an order is checked, and not when its hold is evaluated.'),
    ),
  z
    .strictObject({ kind: z.literal('provide-exchange-rate'), ...rateToFind, rateType: z.string(), text })
    .check(z.describe('A rate of this type that is valid on `date`, of the pair or of the opposite one.')),
  z
    .strictObject({
      kind: z.literal('set-credit-limit-rate-type'),
      ...rateToFind,
      rateTypes: z.array(z.string()),
      text,
    })
    .check(
      z.describe(
        'The parameter `creditLimitRateType` names no rate type, so that no rate is used: name one that has this rate. `rateTypes` have it.',
      ),
    ),
]);

export const ruleReference = z.strictObject({ rule: ruleId, version });

/** §4.6: whose limit was tested. */
export const limitOwner = z.enum(['own', 'group']);

/** §8.2: why, with the values, and each way to make it go away. */
export const reason = z.strictObject({
  code: z.enum(reasonCodes),
  title: text,
  text,
  rules: z.array(ruleReference),
  limit: z.optional(limitOwner),
  operands,
  clearances: z.array(clearance),
});

/** Operands are amounts of the entity's base currency; each amount that clears the reason names its own. */
export function reasonOnWire(given: Reason, baseCurrency: string, words?: Words): z.input<typeof reason> {
  const { clearances, ...rest } = given;
  return {
    ...wireForm(rest, baseCurrency),
    ...words?.reason(given, baseCurrency),
    clearances: clearances.map((way) => clearanceOnWire(way, baseCurrency, words)),
  };
}

export function clearanceOnWire(way: Clearance, baseCurrency: string, words?: Words): z.input<typeof clearance> {
  const inCurrency = ('currency' in way ? way.currency : undefined) ?? baseCurrency;
  const hasAmount = Object.values(way).some((value) => typeof value === 'bigint');
  return {
    ...wireForm(way, inCurrency),
    ...(hasAmount ? { currency: inCurrency } : {}),
    ...(words && { text: words.clearance(way, baseCurrency) }),
  } as z.input<typeof clearance>;
}
