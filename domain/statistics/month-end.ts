import { addDays, daysBetween, monthEndOf, type CivilDate } from '../civil-date.ts';
import type { Ratio } from './mean.ts';

/** §4.3 in minor units of the entity's currency; `unknown` for want of a rate. */
export type FoundLimit = bigint | 'unlimited' | 'unknown';

/** What no document tells of a past day, as the calculation nearest to the month's end found it (docs/adr/0022). */
export type Found = {
  readonly calculatedOn: CivilDate;
  readonly exposure: bigint;
  /** The one that applied at the month's end. */
  readonly limit: FoundLimit;
};

/** §13: one month of a customer's history. */
export type MonthEnd = {
  readonly on: CivilDate;
  /** Open receivables, from the documents. */
  readonly balance: bigint;
  readonly found?: Found | undefined;
};

/** The month ends that a day lies between: they get what is found on it where nothing nearer was. */
export function monthEndsAround(today: CivilDate): readonly CivilDate[] {
  const end = monthEndOf(today);
  return [addDays(`${today.slice(0, 8)}01` as CivilDate, -1), end];
}

/** Nearest to the morning after the month's end, when all of its last day is over; of two as near, the first. */
export function nearest(on: CivilDate, known: Found | undefined, found: Found): Found {
  if (known === undefined) return found;
  const awayOf = ({ calculatedOn }: Found) => Math.abs(daysBetween(addDays(on, 1), calculatedOn));
  return awayOf(found) < awayOf(known) ? found : known;
}

/**
 * An amount as a part of a limit. None or less than nothing uses nothing of it, as does what an unlimited customer owes (§4.5).
 * No limit at all has no part, and is left out of means.
 */
export function ratioTo(limit: FoundLimit | undefined, amount: bigint | undefined): Ratio | undefined {
  if (limit === undefined || limit === 'unknown' || amount === undefined) return undefined;
  if (limit === 'unlimited' || amount <= 0n) return { part: 0n, whole: 1n };
  return limit === 0n ? undefined : { part: amount, whole: limit };
}
