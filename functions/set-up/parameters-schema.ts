import * as z from 'zod';
import { checkpoints, type Checkpoint } from '../../domain/order.ts';
import type { Parameters } from '../../domain/parameters.ts';
import { unchanging } from '../unchanging.ts';
import { amount, code, percent } from '../wire.ts';

const checkpoint = z.strictObject({
  posting: z.boolean(),
  proForma: z.boolean(),
  graceDays: z.int().min(1).max(365).optional(),
});

const days = z.int().min(0).max(36_500);
const months = z.int().min(1).max(120);
const twoPeriods = unchanging(z.tuple([months, months]));
const reason = code.nullable();

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
  releaseTolerance: z.strictObject({ percent, days: days.nullable() }),
  graceStartsAt: z.enum(['release', 'check']),
  heldOrdersConsumeCredit: z.boolean(),
  exposureBasis: z.enum(['none', 'balance', 'balance-and-delivered', 'balance-and-orders']),
  autoRelease: z.enum(['off', 'without-posting', 'with-posting']),
  releaseCovers: z.enum(['posting-by-release-only', 'its-posting', 'until-changed']),
  releaseDelaySeconds: z.int().min(0).max(60),
  useUnappliedCash: z.boolean(),
  autoEvaluate: z.boolean(),
  skipCheckOnPackingSlipCancellation: z.boolean(),
  removeBlockedLoadLines: z.boolean(),
  bypassInventoryReservations: z.boolean(),
  ignoreOverdueBelow: amount.nullable(),
  ignoreOrdersBelow: amount.nullable(),
  allowManualLimitEdit: z.boolean(),
  creditLimitRateType: code.nullable(),
  cancelledOrderReason: reason,
  modifiedOrderReason: reason,
  automaticReleaseReason: reason,
  statisticsMonths: z.strictObject({
    daysSalesOutstanding: twoPeriods,
    averageBalance: twoPeriods,
    creditLimitUsed: months,
    exposure: months,
  }),
}) satisfies z.ZodType<Parameters>;
