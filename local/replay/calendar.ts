import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { Receivable } from './receivable.ts';

/** What the file says of one day. */
export type Day = {
  /** Orders that arrive. */
  readonly ordered: readonly Receivable[];
  readonly invoiced: readonly Receivable[];
  readonly paid: readonly Receivable[];
};

const nothing: Day = { ordered: [], invoiced: [], paid: [] };

export type Calendar = {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly on: (date: CivilDate) => Day;
};

/** What happens when: an order arrives `leadDays` before its invoice. Each day's events are in the order of the file. */
export function calendarOf(receivables: readonly Receivable[], leadDays: number): Calendar {
  const ordered = Map.groupBy(receivables, ({ date }) => addDays(date, -leadDays));
  const invoiced = Map.groupBy(receivables, ({ date }) => date);
  const paid = Map.groupBy(receivables, ({ settled }) => settled);
  const dates = [...ordered.keys(), ...invoiced.keys(), ...paid.keys()].filter((date) => date !== undefined).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a calendar of nothing');
  return {
    first,
    last,
    on: (date) => ({
      ordered: ordered.get(date) ?? nothing.ordered,
      invoiced: invoiced.get(date) ?? nothing.invoiced,
      paid: paid.get(date) ?? nothing.paid,
    }),
  };
}
