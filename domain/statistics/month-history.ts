import type { CivilDate } from '../civil-date.ts';
import { creditLimitOn } from '../credit-limit.ts';
import { countedExposure } from '../credit-position.ts';
import { isUnknown } from '../rules/verdict.ts';
import { monthEndsAround, nearest, type FoundLimit, type MonthEnd } from './month-end.ts';
import { longestPeriod, monthEndsOf } from './period.ts';
import { receivablesAt } from './receivables-at.ts';
import type { StatisticsInput } from './statistics-input.ts';

/**
 * The history as it is now, ascending: month ends of the longest period anew from the documents, which may come late; what is
 * older stays as it was. Of the month that goes on, it has what is known so far.
 */
export function monthHistory(input: StatisticsInput, today: CivilDate): readonly MonthEnd[] {
  const { rulebook, customer, sums, invoices, credits, history } = input;
  const known = new Map(history.map((end) => [end.on, end]));
  const ends = monthEndsOf(longestPeriod(today, rulebook.parameters), customer.customerSince);
  for (const [index, balance] of receivablesAt(ends, invoices, credits).entries()) {
    const on = ends[index] ?? today;
    known.set(on, { ...known.get(on), on, balance });
  }
  const exposure = countedExposure(rulebook.parameters, sums);
  for (const on of monthEndsAround(today)) {
    const end = on < today ? known.get(on) : { ...known.get(on), on, balance: sums.balance };
    if (end === undefined) continue;
    const found = nearest(on, end.found, { calculatedOn: today, exposure, limit: foundLimit(input, on) });
    known.set(on, { ...end, found });
  }
  return [...known.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** The total limit on a day, by the account as it is now. */
export function foundLimit(
  { customer, rulebook }: Pick<StatisticsInput, 'customer' | 'rulebook'>,
  date: CivilDate,
): FoundLimit {
  const limit = creditLimitOn(customer, date, rulebook);
  if (limit.source === 'unlimited') return 'unlimited';
  return isUnknown(limit) ? 'unknown' : limit.total;
}
