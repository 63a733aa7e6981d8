import type { CivilDate } from './civil-date.ts';
import type { ExposureComponents, Limit, LimitOwner, Unknown } from './evaluation.ts';

/** §5.5: what is overdue once unapplied cash has covered the oldest items. */
export type Overdue = {
  readonly total: bigint;
  readonly oldest?: { readonly dueDate: CivilDate; readonly days: number } | undefined;
};

/** What the conditions of rules look at, worked out once for each situation. Amounts in minor units of the entity's currency. */
export type Facts = {
  readonly today: CivilDate;
  readonly accountStatus: string | undefined;
  /** The order's (§6.2), not the customer's. */
  readonly paymentTerms: string | undefined;
  readonly orderAmount: bigint;
  /** Whose `exposure` and `limit` these are. */
  readonly whose: LimitOwner;
  readonly exposure: ExposureComponents | Unknown;
  readonly limit: Limit;
  readonly limitExpiryDate: CivilDate | undefined;
  /** Zero or less where the limit has not expired, minus infinity where it never does, infinity where a blank date counts as expired. */
  readonly daysSinceExpiry: number;
  readonly overdue: Overdue;
};
