import { addDays, addMonths, type CivilDate } from './civil-date.ts';
import type { JobKind } from './job.ts';

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof weekdays)[number];

/** The days of a schedule; `day` of a month that is shorter is its last one. */
export type Days =
  | { readonly every: 'day' }
  | { readonly every: 'week'; readonly on: readonly Weekday[] }
  | { readonly every: 'month'; readonly day: number };

/** §14: on which days, and from which time on (`HH:MM`), both as the legal entity's time zone has them. */
export type Timing = { readonly days: Days; readonly time: string };

/** What the clocks of a legal entity show. */
export type LocalTime = { readonly date: CivilDate; readonly time: string };

/** The kinds of jobs that go by a schedule; an import or an adjustment is there once, and somebody must look at it first. */
export type ScheduledKind = Exclude<
  JobKind,
  'check-import' | 'commit-import' | 'generate-adjustment-lines' | 'post-adjustment'
>;

/**
 * The last day whose time has come. A time that a change of the clocks skips has come when they show a later one; one that comes
 * twice is of one day, and a day is named once.
 */
export function latestOccurrence({ days, time }: Timing, now: LocalTime): CivilDate {
  let date = now.time < time ? addDays(now.date, -1) : now.date;
  while (!fits(days, date)) date = addDays(date, -1);
  return date;
}

export function nextOccurrence(days: Days, after: CivilDate): CivilDate {
  let date = addDays(after, 1);
  while (!fits(days, date)) date = addDays(date, 1);
  return date;
}

/** The day that is to be done now, if any: of several that were missed the last one. `doneUpTo`: nothing until then is owed. */
export function dueOccurrence(timing: Timing, now: LocalTime, doneUpTo: CivilDate | undefined): CivilDate | undefined {
  const latest = latestOccurrence(timing, now);
  return doneUpTo === undefined || latest > doneUpTo ? latest : undefined;
}

function fits(days: Days, date: CivilDate): boolean {
  switch (days.every) {
    case 'day':
      return true;
    case 'week':
      return days.on.includes(weekdays[new Date(date).getUTCDay()] ?? 'sunday');
    case 'month':
      return date === dayOfMonth(date, days.day);
  }
}

/** Of a month of 31 days, moved into the date's: the last day where that is shorter. */
function dayOfMonth(date: CivilDate, day: number): CivilDate {
  return addMonths(`2000-01-${String(day).padStart(2, '0')}` as CivilDate, monthsFrom2000(date));
}

function monthsFrom2000(date: CivilDate): number {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return (year - 2000) * 12 + month - 1;
}
