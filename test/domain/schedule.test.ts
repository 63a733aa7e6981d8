import { describe, expect, it } from 'vitest';
import { localTime, type CivilDate } from '../../domain/civil-date.ts';
import { dueOccurrence, latestOccurrence, nextOccurrence, type Days, type Timing } from '../../domain/schedule.ts';
import { localNow } from '../../functions/schedules/local-now.ts';

const date = (text: string) => text as CivilDate;
const daily = (time: string): Timing => ({ days: { every: 'day' }, time });
const at = (day: string, time: string) => ({ date: date(day), time });

describe('the days of a schedule (§14)', () => {
  it.each([
    ['04:29', '2026-06-14'],
    ['04:30', '2026-06-15'],
    ['23:59', '2026-06-15'],
  ])('has come from its minute on: at %s it is that of %s', (time, latest) => {
    expect(latestOccurrence(daily('04:30'), at('2026-06-15', time))).toBe(latest);
  });

  const week: Days = { every: 'week', on: ['monday', 'thursday'] };
  it.each([
    [week, '2026-06-15', '2026-06-15', '2026-06-18'],
    [week, '2026-06-17', '2026-06-15', '2026-06-18'],
    [week, '2026-06-18', '2026-06-18', '2026-06-22'],
    [{ every: 'month', day: 1 }, '2026-06-15', '2026-06-01', '2026-07-01'],
    [{ every: 'month', day: 31 }, '2026-02-28', '2026-02-28', '2026-03-31'],
    [{ every: 'month', day: 31 }, '2026-02-27', '2026-01-31', '2026-02-28'],
    [{ every: 'month', day: 29 }, '2028-02-29', '2028-02-29', '2028-03-29'],
    [{ every: 'month', day: 31 }, '2026-04-30', '2026-04-30', '2026-05-31'],
  ] as const)('of %j around %s are %s and %s', (days, today, latest, next) => {
    expect(latestOccurrence({ days, time: '00:00' }, at(today, '12:00'))).toBe(latest);
    expect(nextOccurrence(days, date(today))).toBe(next);
  });

  it('of several that were missed is the last one, and one that is done is not due', () => {
    const now = at('2026-06-15', '12:00');
    expect(dueOccurrence(daily('04:00'), now, date('2026-06-10'))).toBe('2026-06-15');
    expect(dueOccurrence(daily('04:00'), now, date('2026-06-15'))).toBeUndefined();
    expect(dueOccurrence(daily('22:00'), now, date('2026-06-10'))).toBe('2026-06-14');
    expect(dueOccurrence(daily('22:00'), now, date('2026-06-14'))).toBeUndefined();
    expect(dueOccurrence(daily('04:00'), now, undefined)).toBe('2026-06-15');
  });
});

/** Every tick of two days, as a schedule that is done whenever it is due. */
function firings(time: string, timeZone: string, from: string): readonly string[] {
  const fired: string[] = [];
  let doneUpTo = latestOccurrence(daily(time), localNow(from, timeZone));
  for (let minute = 0; minute <= 48 * 60; minute += 5) {
    const instant = new Date(Date.parse(from) + minute * 60_000).toISOString();
    const on = dueOccurrence(daily(time), localNow(instant, timeZone), doneUpTo);
    if (on === undefined) continue;
    fired.push(`${on} ${localTime(instant, timeZone)} ${instant.slice(11, 16)}Z`);
    doneUpTo = on;
  }
  return fired;
}

describe('when the clocks change', () => {
  it('a time that does not exist comes with the first one after it', () => {
    expect(firings('02:30', 'Europe/Berlin', '2026-03-28T12:00:00Z')).toEqual([
      '2026-03-29 03:00 01:00Z',
      '2026-03-30 02:30 00:30Z',
    ]);
  });

  it('a time that comes twice is done once, the first time', () => {
    expect(firings('02:30', 'Europe/Berlin', '2026-10-24T12:00:00Z')).toEqual([
      '2026-10-25 02:30 00:30Z',
      '2026-10-26 02:30 01:30Z',
    ]);
  });

  it('a midnight that does not exist, and a day that comes back, are done once', () => {
    expect(firings('00:00', 'Africa/Cairo', '2026-04-23T12:00:00Z')).toEqual([
      '2026-04-24 01:00 22:00Z',
      '2026-04-25 00:00 21:00Z',
    ]);
    expect(firings('23:30', 'Africa/Cairo', '2026-10-29T12:00:00Z')).toHaveLength(2);
  });
});
