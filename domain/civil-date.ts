import type { Id } from './ids.ts';

/** A day of the calendar, `YYYY-MM-DD`; compares as text. */
export type CivilDate = Id<'civil-date'>;

const millisecondsPerDay = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The date, or `undefined` where the text is no day that exists (2026-02-30, year 0000). */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = pattern.exec(text);
  if (match === null || match[1] === '0000') return undefined;
  const instant = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(instant)) return undefined;
  return new Date(instant).toISOString().slice(0, 10) === text ? (text as CivilDate) : undefined;
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return (Date.parse(to) - Date.parse(from)) / millisecondsPerDay;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return written(new Date(Date.parse(date) + days * millisecondsPerDay));
}

/** The same day so many months later, or earlier where below zero; the last of that month where it is shorter. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = partsOf(date);
  const last = dayOf(year, month + months + 1, 0);
  return written(dayOf(year, month + months, Math.min(day, last.getUTCDate())));
}

/** The last day of the date's month. */
export function monthEndOf(date: CivilDate): CivilDate {
  const [year, month] = partsOf(date);
  return written(dayOf(year, month + 1, 0));
}

/** Whole years from `from` to `to`; those of a leap day are over on the last of February. None where `to` is earlier. */
export function wholeYears(from: CivilDate, to: CivilDate): number {
  const years = partsOf(to)[0] - partsOf(from)[0];
  return Math.max(0, addMonths(from, 12 * years) <= to ? years : years - 1);
}

/** Year, month from 0, day. */
function partsOf(date: CivilDate): readonly [number, number, number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month - 1, day];
}

/** `Date.UTC` takes the years before 100 for those of the twentieth century. */
function dayOf(year: number, month: number, day: number): Date {
  const made = new Date(0);
  made.setUTCFullYear(year, month, day);
  return made;
}

/** §1.1: the business date of a legal entity is the civil date in its IANA time zone at an instant (ISO 8601, UTC). */
export function businessDate(instant: string, timeZone: string): CivilDate {
  return dates(timeZone).format(new Date(instant)) as CivilDate;
}

/** The time (`HH:MM`, from 00:00 to 23:59) that clocks show in a time zone at an instant. */
export function localTime(instant: string, timeZone: string): string {
  return times(timeZone).format(new Date(instant));
}

/** A decision writes hundreds of dates where many invoices are open, and `toISOString` takes seven times as long. */
function written(day: Date): CivilDate {
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()];
  const year = String(day.getUTCFullYear()).padStart(4, '0');
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}` as CivilDate;
}

/** `en-CA` writes dates as `YYYY-MM-DD`. */
const dates = formatters('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });
const times = formatters('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** Making a formatter costs a thousand times more than using one. */
function formatters(locale: string, options: Intl.DateTimeFormatOptions): (timeZone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const known = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    made.set(timeZone, known);
    return known;
  };
}
