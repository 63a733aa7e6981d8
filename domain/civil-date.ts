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
  return new Date(Date.parse(date) + days * millisecondsPerDay).toISOString().slice(0, 10) as CivilDate;
}

/** §1.1: the business date of a legal entity is the civil date in its IANA time zone at an instant (ISO 8601, UTC). */
export function businessDate(instant: string, timeZone: string): CivilDate {
  return formatterOf(timeZone).format(new Date(instant)) as CivilDate;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a thousand times more than using one. `en-CA` writes dates as `YYYY-MM-DD`. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formatters.set(timeZone, made);
  return made;
}
