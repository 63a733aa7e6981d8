import { businessDate, localTime } from '../../domain/civil-date.ts';
import type { LocalTime } from '../../domain/schedule.ts';

/** What clocks show in a time zone at an instant (ISO 8601 UTC). */
export function localNow(instant: string, timeZone: string): LocalTime {
  return { date: businessDate(instant, timeZone), time: localTime(instant, timeZone) };
}
