import type { CivilDate } from './civil-date.ts';
import type { TemporaryLimit } from './customer.ts';
import type { GroupPart, GroupSituation, OtherAgeing } from './evaluation.ts';
import type { CreditGroupId } from './ids.ts';
import type { CompetingHold } from './older-holds.ts';

/** §4.4: customers, possibly of several legal entities, that share one limit. Amounts in minor units of the group's currency. */
export type CreditGroup = {
  readonly creditGroup: CreditGroupId;
  readonly description: string;
  readonly creditLimit: bigint;
  readonly currency: string;
  readonly expiryDate: CivilDate;
  readonly temporaryLimits: readonly TemporaryLimit[];
  /** Overdue rules look at every member's invoices. */
  readonly considerMembersOverdue: boolean;
};

type StoredPart = Omit<GroupPart, 'olderHolds'>;
/** Other members that are converted otherwise, with their open holds where the order under test is itself held (§5.4). */
export type PartApart = StoredPart & { readonly holds: readonly CompetingHold[] };

/** What a decision about one member knows of the group: the part that the member is of, itself included, and the others. */
export type GroupState = StoredPart & {
  readonly group: CreditGroup;
  readonly apart?: readonly PartApart[] | undefined;
  /** The open holds of the other members of its part, where the order under test is itself held (§5.4). */
  readonly otherHolds: readonly CompetingHold[];
  /** §5.3: a document of another member lacks a rate, so that the sums do not know it. */
  readonly lacksRates?: boolean | undefined;
  /** The other members' ageing where `considerMembersOverdue` asks for it: each one's cash covers its own items. */
  readonly otherAgeings: readonly OtherAgeing[];
  readonly rulebooks?: GroupSituation['rulebooks'];
};

/** §4.4: so many customers a group has at most, and so many where overdue rules look at all of them. */
export const largestCreditGroup = 500;
export const largestOverdueGroup = 100;

export function largestSize({ considerMembersOverdue }: Pick<CreditGroup, 'considerMembersOverdue'>): number {
  return considerMembersOverdue ? largestOverdueGroup : largestCreditGroup;
}
