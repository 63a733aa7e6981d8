import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ScheduleId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { latestOccurrence } from '../../domain/schedule.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { localNow } from '../schedules/local-now.ts';
import type { ScheduleDefinition } from '../schedules/schedule-wire.ts';
import { auditLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { entityPartition } from './keys.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { readRulebookDocument, readRulebookPointer } from './rulebook.ts';
import { movePointerItem } from './rulebook-version.ts';
import {
  deleteScheduleItem,
  findSchedule,
  mostSchedules,
  readSchedules,
  scheduleItem,
  type StoredSchedule,
} from './schedules.ts';

/** What the schedule should be, `undefined` for none; throws refusals. Asked again where another change came first. */
type ScheduleChange = (current: StoredSchedule | undefined) => ScheduleDefinition | undefined;

/**
 * Sets up, changes or deletes a schedule, with its audit link, and answers what is there then. What was due before is not caught
 * up with, and what a day's job did is not done again that day. A change that changes nothing writes nothing.
 */
export async function changeSchedule(
  context: ChangeContext,
  schedule: ScheduleId,
  change: ScheduleChange,
): Promise<StoredSchedule | undefined> {
  const { entity, who, reason, now, deadlineMs } = context;
  return retrying(deadlineMs, async (patience) => {
    const pointer = await readRulebookPointer(entity);
    const current = await findSchedule(entity, schedule);
    const wanted = change(current);
    if (current === undefined && wanted !== undefined) await checkRoom(entity);
    const before = current === undefined ? null : { ...current.definition, setBy: current.setBy };
    const after = wanted === undefined ? null : { ...wanted, setBy: who };
    if (canonicalJson(before) === canonicalJson(after)) return current;

    const what = { kind: 'schedule', id: schedule } as const;
    const link = auditLink(entityPartition(entity), pointer.audit, { who, when: now, what, reason, before, after });
    const { entity: set } = await readRulebookDocument(entity, pointer.version);
    const stored =
      wanted && changed(schedule, current, wanted, { link: link.head.number, context, zone: set.timeZone });
    const items =
      stored !== undefined
        ? [scheduleItem(entity, current, stored)]
        : current === undefined
          ? []
          : [deleteScheduleItem(entity, current)];
    const moved = movePointerItem(entity, pointer, { version: pointer.version, audit: link.head });
    await writeUnlessOutrun([...items, moved, link.item], patience);
    return stored && { ...stored, writes: (current?.writes ?? 0) + 1 };
  });
}

type Made = { readonly link: number; readonly context: ChangeContext; readonly zone: string };

function changed(
  schedule: ScheduleId,
  current: StoredSchedule | undefined,
  definition: ScheduleDefinition,
  { link, context, zone }: Made,
): Omit<StoredSchedule, 'writes'> {
  const past = latestOccurrence(definition, localNow(context.now, zone));
  const last = current?.last;
  const doneUpTo = last !== undefined && last.on > past ? last.on : past;
  return { schedule, definition, setBy: context.who, version: link, doneUpTo, ...(last === undefined ? {} : { last }) };
}

async function checkRoom(entity: AuthorizedEntity): Promise<void> {
  const others = await readSchedules(entity, undefined, mostSchedules);
  if (others.length >= mostSchedules) throw refuse('invalid-set-up', { errors: [{ pointer: '', code: 'too-many' }] });
}
