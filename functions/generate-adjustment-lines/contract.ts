import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import {
  adjustmentId,
  amount,
  amountsFit,
  civilDate,
  code,
  creditGroupId,
  currency,
  customerId,
  legalEntityId,
  percent,
} from '../wire.ts';

const largestChoice = 1_000;
const mostCodes = 100;
const mostDays = 36_500;

function someOf<S extends z.ZodMiniType>(one: S, most = mostCodes) {
  return z.optional(z.array(one).check(z.minLength(1), z.maxLength(most)));
}

const operator = z.enum(['plus', 'minus']);
const change = z.discriminatedUnion('valueType', [
  z.strictObject({ operator, valueType: z.literal('amount'), value: amount }),
  z.strictObject({ operator, valueType: z.literal('percent'), value: percent }),
]);

const fields = z.strictObject({
  from: z
    .enum(['customers', 'credit-groups', 'automatic-limits'])
    .check(
      z.describe(
        '`automatic-limits`: customers, each with what the one for its risk group and currency gives it (§12.5).',
      ),
    ),
  customers: someOf(customerId, largestChoice).check(z.describe('Of these; without it, of all that fit the rest.')),
  creditGroups: someOf(creditGroupId, largestChoice),
  creditManagementGroups: someOf(code),
  countries: someOf(code),
  riskGroups: someOf(code),
  accountStatuses: someOf(code),
  currency: z
    .optional(currency)
    .check(z.describe('Only limits in it; required with an amount or a rounding, which are in it.')),
  withTemporaryLimits: z
    ._default(z.boolean(), false)
    .check(z.describe('From the temporary limit where one is in force, instead of from the credit limit.')),
  change: z
    .optional(change)
    .check(z.describe('Required, but of automatic limits. What would come out below zero is 0: no credit.')),
  rounding: z
    .optional(z.strictObject({ direction: z.enum(['up', 'down']), multiple: amount }))
    .check(z.describe('To a multiple. Without it, half even to the decimals of the currency.')),
  dates: z
    .strictObject({
      expiryDate: z.optional(civilDate),
      from: z.optional(civilDate),
      to: z.optional(civilDate),
      shiftDays: z.optional(z.int().check(z.minimum(-mostDays), z.maximum(mostDays))),
    })
    .check(
      z.describe(
        "Those of the journal's type, or `shiftDays` alone: the expiry date that there is, or the period of each temporary limit, " +
          'as many days later.',
      ),
    ),
});
type Fields = z.output<typeof fields>;

/** What a filter of the other source would do is not to be guessed. */
function namesItsSource({ from, creditGroups, ...rest }: Fields): boolean {
  const { customers, creditManagementGroups, countries, riskGroups, accountStatuses } = rest;
  const ofCustomers = [customers, creditManagementGroups, countries, riskGroups, accountStatuses];
  return from !== 'credit-groups' ? creditGroups === undefined : ofCustomers.every((one) => one === undefined);
}

function namesCurrency({ change, rounding, currency: name }: Fields): boolean {
  return name !== undefined || (change?.valueType !== 'amount' && rounding === undefined);
}

function changesOrSets({ from, change }: Fields): boolean {
  return (from === 'automatic-limits') === (change === undefined);
}

/** An automatic limit is what it is, whatever limit there was. */
function setsAlone({ from, rounding, withTemporaryLimits }: Fields): boolean {
  return from !== 'automatic-limits' || (rounding === undefined && !withTemporaryLimits);
}

export const generateAdjustmentLines = contract({
  name: 'generate-adjustment-lines',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/line-generations',
  summary: 'Generate lines of a credit limit adjustment, in the background',
  description:
    'From existing customers or customer credit groups: plus or minus a fixed value or a percentage, rounded up or down to a ' +
    'multiple, with dates that are given or shifted; or to what automatic limits give customers. What is in the journal already is left as it is. The answer is a job, whose ' +
    'results say of each customer or group what became of it (§12.2).',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  body: fields.check(
    z.refine(namesItsSource, { error: 'filters what is not generated from', path: ['from'] }),
    z.refine(changesOrSets, { error: 'is required, but of automatic limits', path: ['change'] }),
    z.refine(setsAlone, { error: 'sets the limit alone, without rounding or temporary limits', path: ['from'] }),
    z.refine(namesCurrency, { error: 'is required with an amount or a rounding', path: ['currency'] }),
    z.superRefine(
      amountsFit<Fields>(
        ({ change, rounding }) => [
          ...(change?.valueType === 'amount'
            ? [{ path: ['change', 'value'], amount: change.value, min: 'zero' as const }]
            : []),
          { path: ['rounding', 'multiple'], amount: rounding?.multiple, min: 'positive' },
        ],
        (body) => body.currency ?? '',
      ),
    ),
  ),
  response: jobView,
  status: 'created',
  refusals: [
    'not-found',
    'invalid-set-up',
    'adjustment-not-open',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
