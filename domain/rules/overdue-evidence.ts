import type { Facts } from '../facts.ts';

/** The total overdue; null where a missing rate leaves it unknown. */
export function overdueEvidence({ overdue, lacksRates }: Facts): bigint | null {
  return lacksRates || overdue.missingRates !== undefined ? null : overdue.total;
}
