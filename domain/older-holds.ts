import type { Situation } from './evaluation.ts';
import type { Hold } from './hold.ts';
import { openPartOf, type Order } from './order.ts';

/** A held order of the customer beside its hold: what §5.4 weighs. */
export type CompetingHold = { readonly hold: Hold; readonly order: Order };
/** What says which of two holds is older. */
export type Aged = Pick<Hold, 'heldAt' | 'number'> & { readonly hold: string };

/**
 * §5.4: the open part of those of the holds that are older and could go now: one that is forced, or has another active reason than
 * credit, does not count.
 */
export function olderHoldsOf(own: { readonly hold: Aged }, holds: readonly CompetingHold[]): bigint {
  const older = holds.filter(({ hold }) => isOlder(hold, own.hold) && couldGo(hold));
  return older.reduce((sum, { order }) => sum + openPartOf(order), 0n);
}

/** Of one customer's holds, or of those of several customers in one group. */
export function isOlder(a: Aged, b: Aged): boolean {
  if (a.heldAt !== b.heldAt) return a.heldAt < b.heldAt;
  // Two of one customer differ in their numbers; of two customers' with the same number, any order will do.
  return a.number < b.number || (a.number === b.number && a.hold < b.hold);
}

/**
 * The situation of a held order where `older` of its customer's holds compete with it, and `ofOthers`: the other members' open holds
 * of its group, which compete for the group's limit.
 */
export function amongOlderHolds(
  situation: Situation,
  own: { readonly hold: Aged },
  older: bigint,
  { otherHolds, apart = [] }: OthersHolds,
): Situation {
  const { group } = situation;
  if (group === undefined) return { ...situation, olderHolds: older };
  const olderHolds = older + olderHoldsOf(own, otherHolds);
  const parts = group.apart?.map((part, at) => ({ ...part, olderHolds: olderHoldsOf(own, apart[at]?.holds ?? []) }));
  return { ...situation, olderHolds: older, group: { ...group, olderHolds, apart: parts } };
}

/** The other members' open holds, by the parts of the group that they are of. */
export type OthersHolds = {
  readonly otherHolds: readonly CompetingHold[];
  readonly apart?: readonly { readonly holds: readonly CompetingHold[] }[] | undefined;
};

export const noOthers: OthersHolds = { otherHolds: [] };

const creditReasons: readonly string[] = [
  'credit-limit-used',
  'credit-limit-exceeded',
  'overdue-amount',
  'ready-to-release',
];

/** No other reason than credit keeps an order with these from going. */
export function areOfCredit(codes: readonly string[]): boolean {
  return codes.every((code) => creditReasons.includes(code));
}

/** One that is being released goes whatever its reasons (§8.7). */
function couldGo(hold: Hold): boolean {
  return (
    hold.state === 'releasing' || areOfCredit(hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code))
  );
}
