import { addDays, addMonths, daysBetween, monthEndOf, type CivilDate } from '../civil-date.ts';
import type { Parameters } from '../parameters.ts';

/** §13: a number of months up to the business date. */
export type Period = { readonly months: number; readonly start: CivilDate; readonly end: CivilDate };

/** §13: from the same day so many months earlier, or that month's last day, to the business date. */
export function periodOf(today: CivilDate, months: number): Period {
  return { months, start: addMonths(today, -months), end: today };
}

/** §13: the longest period that the parameters ask for: what it needs of the history may not be deleted. */
export function longestPeriod(today: CivilDate, { statisticsMonths }: Pick<Parameters, 'statisticsMonths'>): Period {
  const { daysSalesOutstanding, averageBalance, creditLimitUsed, exposure } = statisticsMonths;
  return periodOf(today, Math.max(...daysSalesOutstanding, ...averageBalance, creditLimitUsed, exposure));
}

/** §13: what is dated in it; its first day is excluded, so that a month later none counts twice. */
export function isWithin({ start, end }: Period, date: CivilDate): boolean {
  return start < date && date <= end;
}

/** §13: up to the business date from the later of the period's start and customer-since, so that one end counts. */
export function daysOf({ start, end }: Period, customerSince: CivilDate | undefined): number {
  return daysBetween(customerSince !== undefined && customerSince > start ? customerSince : start, end);
}

/**
 * The month ends from the period's first day on and before its last, ascending: as many as it has months, less those of before
 * the customer was one.
 */
export function monthEndsOf(period: Period, customerSince: CivilDate | undefined): readonly CivilDate[] {
  const ends: CivilDate[] = [];
  for (let end = monthEndOf(period.start); end < period.end; end = monthEndOf(addDays(end, 1))) {
    if (customerSince === undefined || customerSince <= end) ends.push(end);
  }
  return ends;
}
