import type { Hold } from './hold.ts';
import { openPartOf, type Order } from './order.ts';

/** A held order of the customer beside its hold: what §5.4 weighs. */
export type CompetingHold = { readonly hold: Hold; readonly order: Order };

/**
 * §5.4: the open part of those of the holds that are older and could go now: one that is forced, or has another active reason than
 * credit, does not count.
 */
export function olderHoldsOf(own: CompetingHold, holds: readonly CompetingHold[]): bigint {
  const older = holds.filter(({ hold }) => isOlder(hold, own.hold) && couldGo(hold));
  return older.reduce((sum, { order }) => sum + openPartOf(order), 0n);
}

export type Aged = Pick<Hold, 'heldAt' | 'number'> & { readonly hold: string };

/** Of one customer's holds, or of those of several customers in one group. */
export function isOlder(a: Aged, b: Aged): boolean {
  if (a.heldAt !== b.heldAt) return a.heldAt < b.heldAt;
  // Two of one customer differ in their numbers; of two customers' with the same number, any order will do.
  return a.number < b.number || (a.number === b.number && a.hold < b.hold);
}

const creditReasons: readonly string[] = [
  'credit-limit-used',
  'credit-limit-exceeded',
  'overdue-amount',
  'ready-to-release',
];

function couldGo(hold: Hold): boolean {
  return hold.reasons.every(({ code, isActive }) => !isActive || creditReasons.includes(code));
}
