import type * as z from 'zod/mini';
import { dueOccurrence, nextOccurrence, type LocalTime } from '../../domain/schedule.ts';
import type { StoredSchedule } from '../store/schedules.ts';
import type { scheduleView } from './schedule-wire.ts';

export function scheduleOnWire(
  { schedule, definition, setBy, doneUpTo, last }: StoredSchedule,
  now: LocalTime,
): z.input<typeof scheduleView> {
  const owed = dueOccurrence(definition, now, doneUpTo);
  const nextOn = definition.isOn ? (owed ?? nextOccurrence(definition.days, doneUpTo)) : null;
  const fired = last === undefined ? null : { ...last, job: last.job ?? null, problem: last.problem ?? null };
  return { ...definition, schedule, setBy, nextOn, last: fired };
}
