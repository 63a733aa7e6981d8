import type { Hold } from './hold.ts';
import { openPartOf, type Order } from './order.ts';

/** A held order of the customer beside its hold: what §5.4 weighs. */
export type CompetingHold = { readonly hold: Hold; readonly order: Order };

/**
 * §5.4: the open part of the customer's older holds that could go now: one that is forced, or has another active reason than
 * credit, does not count.
 */
export function olderHoldsOf(own: CompetingHold, holds: readonly CompetingHold[]): bigint {
  const older = holds.filter(({ hold }) => isOlder(hold, own.hold) && couldGo(hold));
  return older.reduce((sum, { order }) => sum + openPartOf(order), 0n);
}

export function isOlder(a: Hold, b: Hold): boolean {
  return a.heldAt < b.heldAt || (a.heldAt === b.heldAt && a.number < b.number);
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
