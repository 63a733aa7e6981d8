import * as z from 'zod/mini';
import { reasonCodes } from '../../domain/evaluation.ts';
import { decision, decisionOnWire } from '../decision-wire.ts';
import type { Decision } from '../store/decision-item.ts';
import { amount, creditGroupId, currency, ruleId } from '../wire.ts';

const {
  request,
  legalEntity,
  customer,
  order,
  orderVersion,
  amount: ordered,
  answer,
  at,
  businessDate,
} = decision.shape;
const { actor, origin, checkpoint, mode, rulebookVersion, sequence, hold, holdState, previous } = decision.shape;
const known = z.nullable(amount);
const codes = z.array(z.enum(reasonCodes));

/** One line of the export: §8.1 without the operands, which `get-decision` shows. */
export const decisionLine = z.strictObject({
  legalEntity,
  request,
  customer,
  order,
  orderVersion,
  amount: ordered,
  currency: currency.check(z.describe('Of `amount`, the order’s.')),
  bookedAmount: known.check(z.describe('`amount` in the base currency; null where its rate was missing.')),
  baseCurrency: currency.check(z.describe('Of all other amounts, but for those of the group.')),
  answer,
  reasons: codes,
  warnings: z.array(z.literal('credit-limit-exceeded')),
  skipped: z.nullable(z.string()),
  at,
  businessDate,
  actor,
  origin,
  checkpoint,
  mode,
  exposureBefore: known,
  exposureWithOrder: known,
  limitSource: z.nullable(z.enum(['credit-limit', 'temporary-limit', 'unlimited'])),
  limit: known,
  creditGroup: z.nullable(creditGroupId),
  groupCurrency: z.nullable(currency),
  groupExposureWithOrder: known,
  groupLimit: known,
  rulesThatHeld: z.array(ruleId).check(z.describe('Blocking rules that were true.')),
  releasedBy: z.nullable(ruleId).check(z.describe('The exclusion rule that let it go.')),
  hold,
  holdState,
  rulebookVersion,
  sequence,
  previous,
});

export function decisionLineOf(stored: Decision, baseCurrency: string): z.input<typeof decisionLine> {
  const { exposure, limit, group, skipped, warnings, rules, releasedBy, reasons, ...found } = decisionOnWire(
    stored,
    baseCurrency,
  );
  const isForeign = found.currency !== baseCurrency;
  return {
    legalEntity: found.legalEntity,
    request: found.request,
    customer: found.customer,
    order: found.order,
    orderVersion: found.orderVersion,
    amount: found.amount,
    currency: found.currency,
    bookedAmount: isForeign ? (found.bookedAmount ?? null) : found.amount,
    baseCurrency,
    answer: found.answer,
    reasons: reasons.map(({ code }) => code),
    warnings: warnings.map(({ code }) => code),
    skipped: skipped?.because ?? null,
    at: found.at,
    businessDate: found.businessDate,
    actor: found.actor,
    origin: found.origin,
    checkpoint: found.checkpoint,
    mode: found.mode,
    exposureBefore: exposure?.rest ?? null,
    exposureWithOrder: exposure?.withOrder ?? null,
    limitSource: limit?.source ?? null,
    limit: limit === null || limit.source === 'unlimited' ? null : limit.total,
    creditGroup: group?.creditGroup ?? null,
    groupCurrency: group?.currency ?? null,
    groupExposureWithOrder: group?.exposure?.withOrder ?? null,
    groupLimit: group?.limit?.total ?? null,
    rulesThatHeld: rules
      .filter(({ kind, outcome }) => kind === 'blocking' && outcome === 'true')
      .map(({ rule }) => rule),
    releasedBy: releasedBy?.rule ?? null,
    hold: found.hold,
    holdState: found.holdState,
    rulebookVersion: found.rulebookVersion,
    sequence: found.sequence,
    previous: found.previous,
  };
}
