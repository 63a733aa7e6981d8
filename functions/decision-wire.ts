import * as z from 'zod/mini';
import type { Skip } from '../domain/exclusion.ts';
import { reasonCodes, ruleTypes, type Reason } from '../domain/evaluation.ts';
import { checkpoints, postingModes } from '../domain/order.ts';
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

const operands = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const clearance = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pay'), amount }),
  z.strictObject({ kind: z.literal('pay-invoices-due-before'), date: civilDate, amount }),
  z.strictObject({ kind: z.literal('raise-credit-limit'), to: amount }),
  z.strictObject({ kind: z.literal('raise-temporary-limit'), to: amount }),
  z.strictObject({ kind: z.literal('raise-group-limit'), to: amount }),
  z.strictObject({ kind: z.literal('raise-group-temporary-limit'), to: amount }),
  z.strictObject({ kind: z.literal('lower-order'), to: amount }),
  z.strictObject({ kind: z.literal('extend-credit-limit-expiry'), to: civilDate }),
  z.strictObject({ kind: z.literal('extend-group-expiry'), to: civilDate }),
  z.strictObject({ kind: z.literal('change-account-status') }),
  z.strictObject({ kind: z.literal('change-payment-terms'), maxRank: z.optional(z.int()) }),
  z.strictObject({ kind: z.literal('change-settlement-discount'), maxRank: z.optional(z.int()) }),
  z.strictObject({ kind: z.literal('provide-exchange-rate'), from: z.string(), to: z.string(), date: civilDate }),
]);

const ruleReference = z.strictObject({ rule: ruleId, version });

/** §4.6: whose limit was tested. */
const limitOwner = z.enum(['own', 'group']);

/** §8.2: why, with the values, and each way to make it go away. */
export const reason = z.strictObject({
  code: z.enum(reasonCodes),
  rules: z.array(ruleReference),
  limit: z.optional(limitOwner),
  operands,
  clearances: z.array(clearance),
});

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

const exposure = z.strictObject({ rest: amount, order: amount, withOrder: amount });

const limit = z.strictObject({
  source: z.enum(['credit-limit', 'temporary-limit', 'unlimited']),
  base: amount,
  policiesAdded: amount,
  policiesTakenOff: amount,
  total: amount,
});

/** §8.1: an answer with everything that it depended on. Amounts are decimals in the entity's base currency. */
export const decision = z
  .strictObject({
    request: requestId,
    legalEntity: legalEntityId,
    customer: customerId,
    order: orderId,
    orderVersion: z.int(),
    amount,
    currency: z.string(),
    answer: z.enum(['passed', 'held', 'rejected']),
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
    skipped: z.nullable(z.strictObject({ because: z.enum(skipCodes), nextCheckDue: z.optional(civilDate) })),
    reasons: z.array(reason),
    warnings: z.array(
      z.strictObject({ code: z.literal('credit-limit-exceeded'), limit: z.optional(limitOwner), operands }),
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
        limit: z.optional(limitOwner),
        operands,
      }),
    ),
    releasedBy: z.nullable(z.strictObject({ rule: ruleId, version, suppressed: z.array(z.enum(reasonCodes)) })),
    releasedAgainWith: z.nullable(z.string()),
    exposure: z.nullable(exposure),
    limit: z.nullable(limit),
    group: z
      .nullable(z.strictObject({ creditGroup: creditGroupId, exposure, limit }))
      .check(z.describe('How the customer credit group of the customer stood with the order, of all its members.')),
    testedLimits: z
      .nullable(z.array(limitOwner))
      .check(z.describe('Of a member of a group: whose limits were tested.')),
    previous: z.nullable(requestId),
  })
  .check(z.meta({ id: 'Decision' }));

export function decisionOnWire(stored: Decision, currency: string): z.input<typeof decision> {
  const { evidence, requestHash: _, rulebook, hold, previous, ...facts } = stored;
  const { evaluation, skip, standing, holdState, releasedAgainWith } = evidence;
  const reasons: readonly Reason[] = evaluation?.reasons ?? standing ?? [];
  return wireForm(
    {
      ...facts,
      currency,
      rulebookVersion: rulebook,
      hold: hold ?? null,
      holdState: holdState ?? null,
      skipped: skip ?? null,
      reasons,
      warnings: evaluation?.warnings ?? [],
      rules: evaluation?.rules ?? [],
      releasedBy: evaluation?.releasedBy ?? null,
      releasedAgainWith: releasedAgainWith ?? null,
      exposure: evaluation?.exposure ?? null,
      limit: evaluation?.limit ?? null,
      group: evaluation?.group ?? null,
      testedLimits: evaluation?.tested ?? null,
      previous: previous ?? null,
    },
    currency,
  );
}
