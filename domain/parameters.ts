import type { Checkpoint } from './order.ts';

/** §2.1: which postings a checkpoint checks. Grace days need `posting`. */
export type CheckpointSetting = {
  readonly posting: boolean;
  readonly proForma: boolean;
  readonly graceDays?: number | undefined;
};

/**
 * §2.2, as people and the API write them: amounts are decimals in the entity's currency, percents decimals.
 */
export type Parameters = {
  readonly checkpoints: Readonly<Record<Checkpoint, CheckpointSetting>>;
  readonly creditLimitCheck: 'off' | 'rules' | 'warn' | 'hold';
  readonly exclusionsNeedSameValueType: boolean;
  readonly checkGroupLimit: boolean;
  readonly checkPaymentTermsRank: boolean;
  readonly checkSettlementDiscountRank: boolean;
  readonly ignoreExpiryWhenBlank: boolean;
  readonly recheckAfterRelease: 'never' | 'on-increase' | 'on-any-change';
  readonly releaseTolerance: { readonly percent: string; readonly days: number | null };
  readonly graceStartsAt: 'release' | 'check';
  readonly heldOrdersConsumeCredit: boolean;
  readonly exposureBasis: 'none' | 'balance' | 'balance-and-delivered' | 'balance-and-orders';
  readonly autoRelease: 'off' | 'without-posting' | 'with-posting';
  readonly releaseCovers: 'posting-by-release-only' | 'its-posting' | 'until-changed';
  readonly releaseDelaySeconds: number;
  readonly useUnappliedCash: boolean;
  readonly autoEvaluate: boolean;
  readonly skipCheckOnPackingSlipCancellation: boolean;
  readonly removeBlockedLoadLines: boolean;
  readonly bypassInventoryReservations: boolean;
  readonly ignoreOverdueBelow: string | null;
  readonly ignoreOrdersBelow: string | null;
  readonly allowManualLimitEdit: boolean;
  readonly creditLimitRateType: string | null;
  /** A limit or policy that ends within so many days expires soon. */
  readonly expiresSoonDays: number;
  /** Who uses more of a limit is on the credit watch. */
  readonly creditWatchPercent: string;
  /** Release reasons (§2.3). */
  readonly cancelledOrderReason: string | null;
  readonly modifiedOrderReason: string | null;
  readonly automaticReleaseReason: string | null;
  readonly statisticsMonths: {
    readonly daysSalesOutstanding: readonly [number, number];
    readonly averageBalance: readonly [number, number];
    readonly creditLimitUsed: number;
    readonly exposure: number;
  };
};

/** Of rulebook versions of before these could be set, too. */
export const defaultReviewParameters = { expiresSoonDays: 30, creditWatchPercent: '90' } as const;

const off: CheckpointSetting = { posting: false, proForma: false };

export const defaultParameters: Parameters = {
  checkpoints: {
    confirmation: { posting: true, proForma: false },
    'picking-list': off,
    'release-to-warehouse': off,
    'packing-slip': off,
    invoice: off,
  },
  creditLimitCheck: 'warn',
  exclusionsNeedSameValueType: false,
  checkGroupLimit: true,
  checkPaymentTermsRank: false,
  checkSettlementDiscountRank: false,
  ignoreExpiryWhenBlank: true,
  recheckAfterRelease: 'on-increase',
  releaseTolerance: { percent: '0', days: null },
  graceStartsAt: 'release',
  heldOrdersConsumeCredit: true,
  exposureBasis: 'balance-and-orders',
  autoRelease: 'without-posting',
  releaseCovers: 'its-posting',
  releaseDelaySeconds: 0,
  useUnappliedCash: true,
  autoEvaluate: true,
  skipCheckOnPackingSlipCancellation: true,
  removeBlockedLoadLines: false,
  bypassInventoryReservations: true,
  ignoreOverdueBelow: null,
  ignoreOrdersBelow: null,
  allowManualLimitEdit: true,
  creditLimitRateType: null,
  ...defaultReviewParameters,
  cancelledOrderReason: null,
  modifiedOrderReason: null,
  automaticReleaseReason: null,
  statisticsMonths: { daysSalesOutstanding: [3, 12], averageBalance: [3, 12], creditLimitUsed: 12, exposure: 12 },
};
