import * as z from 'zod/mini';
import type { Skip } from '../domain/exclusion.ts';
import { reasonCodes, ruleTypes, type Evaluation, type GroupComponents, type Reason } from '../domain/evaluation.ts';
import { formatAmount } from '../domain/money.ts';
import { checkpoints, postingModes } from '../domain/order.ts';
import { isUnknown } from '../domain/rules/verdict.ts';
import { limit, limitOnWire } from './limit-wire.ts';
import { limitOwner, missingRate, operands, reason, reasonOnWire, text } from './reason-wire.ts';
import type { Words } from '../domain/words/words-in.ts';
import type { Decision } from './store/decision-item.ts';
import {
  amount,
  civilDate,
  creditGroupId,
  customerId,
  holdId,
  legalEntityId,
  orderId,
  requestId,
  ruleId,
  version,
} from './wire.ts';
import { wireForm } from './wire-form.ts';

const skipCodes = [
  'checkpoint-not-enabled',
  'customer-excluded',
  'customer-ignored',
  'order-excluded',
  'order-below-minimum',
  'negative-amount',
  'packing-slip-cancellation',
  'grace',
  'release',
] as const satisfies readonly Skip['because'][];

const exposure = z.strictObject({
  rest: z.nullable(amount),
  order: z.nullable(amount),
  withOrder: z.nullable(amount),
  missingRates: z.optional(z.array(missingRate)).check(z.describe('Without which the amounts are not known.')),
});

/** §8.1: an answer with everything that it depended on. */
export const decision = z
  .strictObject({
    request: requestId,
    legalEntity: legalEntityId,
    customer: customerId,
    order: orderId,
    orderVersion: z.int(),
    amount,
    currency: z.string().check(z.describe('Of `amount`, the order’s.')),
    bookedAmount: z.optional(amount),
    orderDate: z.optional(civilDate).check(z.describe('At whose rate, where the order is in another currency.')),
    baseCurrency: z.optional(z.string()).check(z.describe('Of all other amounts, where the order is in another.')),
    answer: z.enum(['passed', 'held', 'rejected']),
    answerTitle: text,
    at: z.string().check(z.meta({ format: 'date-time' })),
    businessDate: civilDate,
    actor: z.string(),
    origin: z.enum(['checkpoint', 'order-version', 'evaluation']),
    checkpoint: z.enum(checkpoints),
    mode: z.enum(postingModes),
    rulebookVersion: version,
    sequence: z.int(),
    hold: z.nullable(holdId),
    holdState: z.nullable(z.string()),
    skipped: z.nullable(z.strictObject({ because: z.enum(skipCodes), nextCheckDue: z.optional(civilDate), text })),
    reasons: z.array(reason),
    warnings: z.array(
      z.strictObject({
        code: z.literal('credit-limit-exceeded'),
        title: text,
        text,
        limit: z.optional(limitOwner),
        operands,
      }),
    ),
    rules: z.array(
      z.strictObject({
        rule: ruleId,
        version,
        type: z.enum(ruleTypes),
        kind: z.enum(['blocking', 'exclusion']),
        scope: z.enum(['customer', 'group', 'all']),
        outcome: z.enum(['true', 'false', 'not-evaluated', 'cannot-evaluate']),
        because: z.optional(z.string()),
        text,
        limit: z.optional(limitOwner),
        operands,
      }),
    ),
    releasedBy: z.nullable(z.strictObject({ rule: ruleId, version, suppressed: z.array(z.enum(reasonCodes)) })),
    releasedAgainWith: z.nullable(z.string()),
    exposure: z.nullable(exposure),
    limit: z.nullable(limit),
    group: z
      .nullable(
        z.strictObject({
          creditGroup: creditGroupId,
          currency: z.string().check(z.describe('Of the group, and of the amounts here.')),
          exposure,
          limit,
        }),
      )
      .check(z.describe('How the customer credit group of the customer stood with the order, of all its members.')),
    testedLimits: z
      .nullable(z.array(limitOwner))
      .check(z.describe('Of a member of a group: whose limits were tested.')),
    previous: z.nullable(requestId),
  })
  .check(z.meta({ id: 'Decision' }));

export function decisionOnWire(stored: Decision, currency: string, words?: Words): z.input<typeof decision> {
  const {
    evidence,
    requestHash: _,
    rulebook,
    hold,
    previous,
    amount: ordered,
    booked,
    currency: own,
    ...facts
  } = stored;
  const { evaluation, skip, standing, holdState, releasedAgainWith } = evidence;
  const reasons: readonly Reason[] = evaluation?.reasons ?? standing ?? [];
  const found = {
    ...facts,
    ...(words && { answerTitle: words.names.answers[facts.answer] }),
    rulebookVersion: rulebook,
    hold: hold ?? null,
    holdState: holdState ?? null,
    skipped: skip === undefined ? null : { ...skip, ...(words && { text: words.skip(skip) }) },
    warnings: evaluation?.warnings.map((given) => ({ ...given, ...words?.warning(given, currency) })) ?? [],
    rules: evaluation?.rules.map((one) => ({ ...one, ...(words && { text: words.rule(one) }) })) ?? [],
    releasedBy: evaluation?.releasedBy ?? null,
    releasedAgainWith: releasedAgainWith ?? null,
    testedLimits: evaluation?.tested ?? null,
    previous: previous ?? null,
  };
  return {
    ...wireForm(found, currency),
    amount: formatAmount(ordered, own ?? currency),
    currency: own ?? currency,
    ...(own === undefined ? {} : { baseCurrency: currency }),
    ...(booked === undefined ? {} : { bookedAmount: formatAmount(booked, currency) }),
    reasons: reasons.map((one) => reasonOnWire(one, currency, words)),
    exposure: evaluation === undefined ? null : exposureOnWire(evaluation.exposure, currency),
    limit: evaluation === undefined ? null : limitOnWire(evaluation.limit, currency),
    group: evaluation?.group === undefined ? null : groupOnWire(evaluation.group, currency),
  };
}

/** §1.3: not which legal entities the rates are of. */
function groupOnWire(
  { creditGroup, exposure: found, limit: applied, currency: own }: GroupComponents,
  baseCurrency: string,
) {
  const currency = own ?? baseCurrency;
  return { creditGroup, currency, exposure: exposureOnWire(found, currency), limit: limitOnWire(applied, currency) };
}

function exposureOnWire(found: Evaluation['exposure'], currency: string) {
  if (!isUnknown(found)) return wireForm(found, currency);
  return { rest: null, order: null, withOrder: null, missingRates: [...found.missingRates] };
}
