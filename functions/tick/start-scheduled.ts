import { hasEnded, type JobProblem } from '../../domain/job.ts';
import { Refusal } from '../../domain/refusal.ts';
import { dueOccurrence } from '../../domain/schedule.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { checkStarter } from '../check-starter.ts';
import { businessInstant } from '../clock.ts';
import { logger } from '../logger.ts';
import { problemOf } from '../problem.ts';
import { localNow } from '../schedules/local-now.ts';
import { askedBySchedule, checkScheduled, type AskedOn } from '../schedules/scheduled-jobs.ts';
import { newJob } from '../new-job.ts';
import { whileGranted } from '../still-allowed.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findJob } from '../store/jobs.ts';
import { patienceUntil } from '../store/patience.ts';
import { mostSchedules, readSchedules, recordFiring, type StoredSchedule } from '../store/schedules.ts';

const longestStartMs = 5_000;

/** §14: what people have set up and is due. One that fails keeps none of the others waiting. */
export async function startScheduled(entity: AuthorizedEntity, hasTime: () => boolean): Promise<void> {
  const schedules = await readSchedules(entity, undefined, mostSchedules);
  if (schedules.length === 0) return;
  const { timeZone } = await readRulebookInForce(entity, false);
  const failures: unknown[] = [];
  for (const stored of schedules) {
    if (!hasTime()) break;
    try {
      await startIfDue(entity, stored, timeZone);
    } catch (error) {
      logger.error('a schedule was not started', {
        legalEntity: entity,
        schedule: stored.schedule,
        error: error as Error,
      });
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules were not started`);
}

/**
 * The job, and that the day is done with, are written together, on condition that the schedule is as it was seen: a tick that comes
 * twice or late, or beside another, starts one. While the last one still runs the day stays owed.
 */
async function startIfDue(entity: AuthorizedEntity, stored: StoredSchedule, timeZone: string): Promise<void> {
  const { schedule, definition, setBy, version, doneUpTo, last } = stored;
  const now = businessInstant(entity);
  const local = localNow(now, timeZone);
  const on = definition.isOn ? dueOccurrence(definition, local, doneUpTo) : undefined;
  if (on === undefined || (await isRunning(entity, last?.job))) return;
  const { task } = definition;
  const asked: AskedOn = { today: local.date, now };
  const patience = patienceUntil(Date.now() + longestStartMs);
  const problem = await problemOfStart(entity, stored, asked);
  if (problem !== undefined) return recordFiring(entity, stored, { last: { on, at: now, problem } }, patience);
  // Nobody's own key begins so.
  const key = `~schedule:${schedule}:${version}:${on}`;
  const job = newJob({ kind: task.kind, entity, by: setBy, asked: askedBySchedule(task, asked), key, now });
  return recordFiring(entity, stored, { last: { on, at: now, job: job.job }, job }, patience);
}

async function isRunning(entity: AuthorizedEntity, job: NonNullable<StoredSchedule['last']>['job']): Promise<boolean> {
  const found = job === undefined ? undefined : await findJob(entity, job);
  return found !== undefined && !hasEnded(found.job);
}

/** Why a request of whoever set it up would be refused now; that is shown, and the next day is another try. */
async function problemOfStart(
  entity: AuthorizedEntity,
  { definition: { task }, setBy }: StoredSchedule,
  on: AskedOn,
): Promise<JobProblem | undefined> {
  try {
    await whileGranted(setBy, entity, (actor) => checkStarter(task.kind, actor, entity));
    await checkScheduled(entity, task, on);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { type, title } = problemOf(error);
    return { type, title };
  }
}
