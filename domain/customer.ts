import type { CivilDate } from './civil-date.ts';
import type { CustomerId } from './ids.ts';
import type { Percent } from './percent.ts';

/** §4.1: replaces the credit limit from `from` to `to`, both included. `amount` in minor units of the limit's currency. */
export type TemporaryLimit = { readonly from: CivilDate; readonly to: CivilDate; readonly amount: bigint };

/** So many a customer or customer credit group has at most. */
export const mostTemporaryLimits = 50;

/** §4.2: insurance or a guarantee. `value` in minor units of its currency. */
export type Policy = {
  readonly id: string;
  readonly kind: 'insurance' | 'guarantee';
  readonly type?: string | undefined;
  readonly provider: string;
  /** Insurance only (§4.2). */
  readonly coverageType?: string | undefined;
  readonly effectiveDate: CivilDate;
  readonly expirationDate: CivilDate;
  readonly value: bigint;
  /** Where it is not the entity's. */
  readonly currency?: string | undefined;
  readonly updateLimitPercent: Percent;
  readonly includedInExposure: boolean;
};

/** §3: a customer as the rules see it. Amounts that name no currency are in minor units of the legal entity's. */
export type Customer = {
  readonly customer: CustomerId;
  readonly name: string;
  readonly currency: string;
  readonly country?: string | undefined;
  readonly paymentTerms?: string | undefined;
  readonly settlementDiscount?: string | undefined;
  readonly creditLimit: bigint;
  /** Of the credit limit and the temporary limits, where it is not the entity's. */
  readonly creditLimitCurrency?: string | undefined;
  readonly creditLimitDate: CivilDate;
  readonly creditLimitExpiryDate?: CivilDate | undefined;
  readonly unlimited: boolean;
  readonly mandatoryLimit: boolean;
  readonly excludeFromCreditManagement: boolean;
  readonly ignoreUntil?: CivilDate | undefined;
  readonly creditManagementGroup?: string | undefined;
  readonly accountStatus?: string | undefined;
  readonly accountStatusReason?: string | undefined;
  readonly riskScore?: number | undefined;
  readonly riskGroup?: string | undefined;
  readonly eligibleCreditLimit?:
    { readonly amount: bigint; readonly currency?: string | undefined; readonly date: CivilDate } | undefined;
  readonly lastReviewDate?: CivilDate | undefined;
  readonly nextReviewDate?: CivilDate | undefined;
  readonly businessStarted?: CivilDate | undefined;
  readonly customerSince?: CivilDate | undefined;
  readonly annualRevenue?: bigint | undefined;
  readonly userDefinedScores: Readonly<Record<string, string>>;
  readonly notes?: string | undefined;
  readonly withAgency: boolean;
  readonly titleHeld: boolean;
  readonly temporaryLimits: readonly TemporaryLimit[];
  readonly policies: readonly Policy[];
};
