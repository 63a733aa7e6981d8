import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Job, JobProblem } from '../../domain/job.ts';
import type { JobId, ScheduleId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { ScheduleDefinition } from '../schedules/schedule-wire.ts';
import { integer, item, optional, text, textAs } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { newJobParts } from './jobs.ts';
import { entityPartition, scheduleKey, schedulePrefix } from './keys.ts';
import type { Patience } from './patience.ts';
import { queryStretch } from './query-stretch.ts';
import { table, tableName } from './table.ts';
import { transact, type TransactItem } from './transact.ts';

/** What became of the day that was due last (`at`: ISO 8601 UTC, business time): a job, or why there is none. */
export type LastFiring = {
  readonly on: CivilDate;
  readonly at: string;
  readonly job?: JobId | undefined;
  readonly problem?: JobProblem | undefined;
};

export type StoredSchedule = {
  readonly schedule: ScheduleId;
  readonly definition: ScheduleDefinition;
  readonly setBy: Subject;
  /** The number of the audit link of its last change: its ETag. */
  readonly version: number;
  /** Nothing until that day is owed. */
  readonly doneUpTo: CivilDate;
  readonly last?: LastFiring | undefined;
  /** Moves with every write, of people and of ticks. */
  readonly writes: number;
};

const storedCodec = item({
  schedule: textAs<ScheduleId>(),
  definition: evidenceAs<ScheduleDefinition>(),
  setBy: textAs<Subject>(),
  version: integer,
  doneUpTo: textAs<CivilDate>(),
  last: optional(
    item({
      on: textAs<CivilDate>(),
      at: text,
      job: optional(textAs<JobId>()),
      problem: optional(item({ type: text, title: text })),
    }),
  ),
  writes: integer,
});

export async function findSchedule(
  entity: AuthorizedEntity,
  schedule: ScheduleId,
): Promise<StoredSchedule | undefined> {
  const key = { TableName: tableName(), Key: scheduleKey(entity, schedule), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : storedCodec(Item, 'schedule');
}

/** A legal entity has no more of them, so that a tick goes through all. */
export const mostSchedules = 100;

/** Up to `limit` of a legal entity by id, after one; consistent. */
export async function readSchedules(
  entity: AuthorizedEntity,
  after: ScheduleId | undefined,
  limit: number,
): Promise<readonly StoredSchedule[]> {
  const from = after === undefined ? undefined : scheduleKey(entity, after);
  const items = await queryStretch(entityPartition(entity), schedulePrefix, { from, limit, isConsistent: true });
  return items.map((stored) => storedCodec(stored, 'schedule'));
}

/** Writes a schedule if nobody, and no tick, wrote it since it was seen. */
export function scheduleItem(
  entity: AuthorizedEntity,
  seen: StoredSchedule | undefined,
  after: Omit<StoredSchedule, 'writes'>,
): TransactItem {
  const { definition, ...rest } = after;
  const writes = (seen?.writes ?? 0) + 1;
  const Item = { ...scheduleKey(entity, after.schedule), kind: 'schedule', ...rest, writes };
  const stored = { ...Item, definition: deflateEvidence(definition) };
  return { Put: { TableName: tableName(), Item: stored, ...isAsSeen(seen) } };
}

export function deleteScheduleItem(entity: AuthorizedEntity, seen: StoredSchedule): TransactItem {
  const Key = scheduleKey(entity, seen.schedule);
  return { Delete: { TableName: tableName(), Key, ...isAsSeen(seen) } };
}

function isAsSeen(seen: StoredSchedule | undefined) {
  if (seen === undefined) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return { ConditionExpression: 'writes = :seen', ExpressionAttributeValues: { ':seen': seen.writes } };
}

/**
 * The day that was due is done with: its job is there, or why there is none, in one transaction. Whoever comes second, or
 * after a change of the schedule, writes nothing.
 */
export async function recordFiring(
  entity: AuthorizedEntity,
  seen: StoredSchedule,
  { last, job }: { readonly last: LastFiring; readonly job?: Job },
  patience: Patience,
): Promise<void> {
  const fired = scheduleItem(entity, seen, { ...seen, doneUpTo: last.on, last });
  const ofJob = job === undefined ? [] : newJobParts(entity, job, `schedule ${seen.schedule}`);
  await transact([{ name: 'schedule', item: fired }, ...ofJob], patience);
}
