import type { CivilDate } from './civil-date.ts';
import type { TemporaryLimit } from './customer.ts';
import type { CreditGroupId } from './ids.ts';
import type { CompetingHold } from './older-holds.ts';
import type { Ageing, ExposureSums } from './position.ts';

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

/** What a decision about one member knows of the group. Amounts in the member's entity's currency, which is the group's. */
export type GroupState = {
  readonly group: CreditGroup;
  /** Of all members, the one under test included. */
  readonly sums: ExposureSums;
  /** §5.3: a document of another member lacks a rate, so that the sums do not know it. */
  readonly lacksRates?: boolean | undefined;
  /** The other members' ageing where `considerMembersOverdue` asks for it: each one's cash covers its own items. */
  readonly otherAgeings: readonly Ageing[];
  /** The other members' open holds, where the order under test is itself held (§5.4). */
  readonly otherHolds: readonly CompetingHold[];
};

/** §4.4: so many customers a group has at most, and so many where overdue rules look at all of them. */
export const largestCreditGroup = 500;
export const largestOverdueGroup = 100;

export function largestSize({ considerMembersOverdue }: Pick<CreditGroup, 'considerMembersOverdue'>): number {
  return considerMembersOverdue ? largestOverdueGroup : largestCreditGroup;
}
