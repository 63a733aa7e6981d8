import * as z from 'zod/mini';
import { checkpoints, type Checkpoint } from '../../domain/order.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { unchanging } from '../unchanging.ts';
import { amount, code, percent } from '../wire.ts';

const checkpoint = z.strictObject({
  posting: z.boolean(),
  proForma: z.boolean(),
  graceDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
});

const days = z.int().check(z.minimum(0), z.maximum(36_500));
const months = z.int().check(z.minimum(1), z.maximum(120));
const twoPeriods = unchanging(z.tuple([months, months]));
const reason = z.nullable(code);

/** §2.1, §2.2: the whole document, so that a change says everything and nothing is defaulted unseen. */
export const parametersSchema = z.strictObject({
  checkpoints: z.strictObject(
    Object.fromEntries(checkpoints.map((name) => [name, checkpoint])) as Record<Checkpoint, typeof checkpoint>,
  ),
  creditLimitCheck: z.enum(['off', 'rules', 'warn', 'hold']),
  exclusionsNeedSameValueType: z.boolean(),
  checkGroupLimit: z.boolean(),
  checkPaymentTermsRank: z.boolean(),
  checkSettlementDiscountRank: z.boolean(),
  ignoreExpiryWhenBlank: z.boolean(),
  recheckAfterRelease: z.enum(['never', 'on-increase', 'on-any-change']),
  releaseTolerance: z.strictObject({ percent, days: z.nullable(days) }),
  graceStartsAt: z.enum(['release', 'check']),
  heldOrdersConsumeCredit: z.boolean(),
  exposureBasis: z.enum(['none', 'balance', 'balance-and-delivered', 'balance-and-orders']),
  autoRelease: z.enum(['off', 'without-posting', 'with-posting']),
  releaseCovers: z.enum(['posting-by-release-only', 'its-posting', 'until-changed']),
  releaseDelaySeconds: z
    .int()
    .check(
      z.minimum(0),
      z.maximum(60),
      z.describe('In real time, and for releases that a person makes: what goes by itself goes at once.'),
    ),
  useUnappliedCash: z.boolean(),
  autoEvaluate: z.boolean(),
  skipCheckOnPackingSlipCancellation: z.boolean(),
  removeBlockedLoadLines: z
    .boolean()
    .check(z.describe('Told to the warehouse: every order-held event says whether to take the lines off.')),
  bypassInventoryReservations: z
    .boolean()
    .check(z.describe('For the warehouse, which reads it here; no decision depends on it.')),
  ignoreOverdueBelow: z.nullable(amount),
  ignoreOrdersBelow: z.nullable(amount),
  allowManualLimitEdit: z
    .boolean()
    .check(
      z.describe(
        '`false`: credit limits, their expiry dates, `unlimited` and temporary limits change by adjustment only; so do ' +
          'the limits of customer credit groups with a member here. Insurance and guarantees, which add to ' +
          'the limit, and membership in a group can be edited all the same.',
      ),
    ),
  creditLimitRateType: z.nullable(code),
  expiresSoonDays: z
    .int()
    .check(
      z.minimum(0),
      z.maximum(3_660),
      z.describe('Limits and policies that end within so many days are review work; 0: those that end today.'),
    ),
  creditWatchPercent: percent.check(
    z.describe('Who uses more than this of a limit, without a hold, is on the credit watch.'),
  ),
  cancelledOrderReason: reason,
  modifiedOrderReason: reason,
  automaticReleaseReason: reason,
  statisticsMonths: z
    .strictObject({
      daysSalesOutstanding: twoPeriods,
      averageBalance: twoPeriods,
      creditLimitUsed: months,
      exposure: months,
    })
    .check(z.describe('How many months the periods of statistics have (§13).')),
}) satisfies z.ZodMiniType<Parameters>;
