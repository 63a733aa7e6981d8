import { daysBetween, type CivilDate } from './civil-date.ts';
import type { Overdue } from './facts.ts';
import type { Ageing } from './position.ts';

/**
 * §5.5: what was due before today and is still open. Unapplied cash covers the oldest items first, for amounts and for days;
 * without `useUnappliedCash`, only what is applied to an invoice counts, which its open amount already shows.
 */
export function overdueOn(ageing: Ageing, today: CivilDate, useUnappliedCash: boolean): Overdue {
  const left = uncovered(ageing, useUnappliedCash).filter(({ dueDate }) => dueDate < today);
  const oldest = left[0];
  return {
    total: left.reduce((sum, { open }) => sum + open, 0n),
    oldest: oldest && { dueDate: oldest.dueDate, days: daysBetween(oldest.dueDate, today) },
  };
}

/** Several customers' together; the oldest is the worst of them. */
export function overdueOfAll(parts: readonly Overdue[]): Overdue {
  const oldest = parts.flatMap((part) => part.oldest ?? []).toSorted((a, b) => b.days - a.days)[0];
  const missingRates = parts.flatMap((part) => part.missingRates ?? []);
  const total = parts.reduce((sum, part) => sum + part.total, 0n);
  return missingRates.length > 0 ? { total, oldest, missingRates } : { total, oldest };
}

/** Items by due date with what unapplied cash leaves of them, without those wholly covered. */
export function uncovered(ageing: Ageing, useUnappliedCash: boolean): Ageing['items'] {
  let cash = useUnappliedCash ? ageing.unappliedCash : 0n;
  const left = [];
  for (const { dueDate, open } of ageing.items) {
    const covered = cash <= 0n ? 0n : cash < open ? cash : open;
    cash -= covered;
    if (open > covered) left.push({ dueDate, open: open - covered });
  }
  return left;
}
