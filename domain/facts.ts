import type { CivilDate } from './civil-date.ts';
import type { Conversion } from './conversion.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { ExposureComponents, Limit, LimitOwner, Unknown } from './evaluation.ts';

/** §5.5: what is overdue once unapplied cash has covered the oldest items. */
export type Overdue = {
  readonly total: bigint;
  readonly oldest?: { readonly dueDate: CivilDate; readonly days: number } | undefined;
  /** What is overdue of other members of the group beside the total, for want of rates. */
  readonly missingRates?: readonly MissingRate[] | undefined;
};

/** What the conditions of rules look at, worked out once for each situation. Amounts in minor units of the entity's currency. */
export type Facts = {
  readonly today: CivilDate;
  readonly accountStatus: string | undefined;
  /** The order's (§6.2), not the customer's. */
  readonly paymentTerms: string | undefined;
  /** Unknown where the order's own rate is missing. */
  readonly orderAmount: bigint | Unknown;
  /** Whose `exposure` and `limit` these are. */
  readonly whose: LimitOwner;
  readonly exposure: ExposureComponents | Unknown;
  readonly limit: Limit;
  /** Of exposure and limit, where they are a group's in another currency. */
  readonly limitCurrency?: string | undefined;
  /** What converts amounts of the entity into it. */
  readonly limitConversion?: Conversion | undefined;
  readonly limitExpiryDate: CivilDate | undefined;
  /** Zero or less where the limit has not expired, minus infinity where it never does, infinity where a blank date counts as expired. */
  readonly daysSinceExpiry: number;
  readonly overdue: Overdue;
  /** §5.3: documents lack their rate, so that something may be overdue that is not known. */
  readonly lacksRates: boolean;
};
