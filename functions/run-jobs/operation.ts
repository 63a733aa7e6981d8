import {
  failed,
  faltered,
  finished,
  hasEnded,
  planned,
  progressed,
  started,
  type JobProblem,
  type JobResult,
} from '../../domain/job.ts';
import type { JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { logger } from '../logger.ts';
import { asBusy, Busy, problemOf } from '../problem.ts';
import { readPlanEntry, writePlan } from '../store/job-plan.ts';
import { findJob, jobEnded, moveJob, type JobStep, type StoredJob } from '../store/jobs.ts';
import { patienceUntil } from '../store/patience.ts';
import { send } from '../store/queues.ts';
import { runJobMessage } from './job-message.ts';
import type { JobContext, JobRunner } from './job-runner.ts';
import { jobRunners } from './job-runners.ts';

/** No step begins with less of the function's time left. */
const reserveMs = 8_000;
/** Kept for the write of a step, also of one that failed: whatever else a step waits for ends before. */
const recordMs = 3_000;
/** A step goes through entries until it has so many results, or until so much time is gone: then it is written. */
const resultsOfStep = 100;
const longestStepMs = 2_000;

/**
 * §9.1, §14: works on a job until it has ended or the time is up, when it asks for more. Whoever dies in between is followed
 * by who gets the message next; the step that was under way is run again, which has no second effect.
 */
export async function workOn(entity: AuthorizedEntity, id: JobId, deadlineMs: number): Promise<void> {
  let stored = await findJob(entity, id);
  while (stored !== undefined && !hasEnded(stored.job)) {
    if (Date.now() + reserveMs > deadlineMs) {
      return send('jobs', [runJobMessage(entity, id, `${stored.version}`)]);
    }
    // `undefined`: somebody else moved it, who also goes on with it.
    stored = await move(entity, stored, await stepOf(entity, stored, deadlineMs), deadlineMs);
  }
}

/** What fails for now is counted, and tried again by the queue; what fails for good ends the job. */
async function stepOf(entity: AuthorizedEntity, stored: StoredJob, deadlineMs: number): Promise<JobStep> {
  try {
    return await nextStep(entity, stored, deadlineMs);
  } catch (thrown) {
    const error = asBusy(thrown);
    logger.warn('a step of a job failed', { job: stored.job.job, error: error as Error });
    const { type, title } = problemOf(error);
    const problem: JobProblem = { type, title };
    const now = businessInstant(entity);
    const isForNow = error instanceof Busy;
    const job = isForNow ? faltered(stored.job, problem, now) : failed(stored.job, problem, now);
    if (hasEnded(job)) return { ...stored, job, events: [jobEnded(entity, job)] };
    await move(entity, stored, { ...stored, job }, deadlineMs);
    throw error;
  }
}

async function move(
  entity: AuthorizedEntity,
  seen: StoredJob,
  step: JobStep,
  deadlineMs: number,
): Promise<StoredJob | undefined> {
  return moveJob(entity, seen, step, patienceUntil(deadlineMs));
}

async function nextStep(entity: AuthorizedEntity, stored: StoredJob, deadlineMs: number): Promise<JobStep> {
  const runner = jobRunners[stored.job.kind];
  const context = { entity, job: stored.job, deadlineMs: deadlineMs - recordMs };
  if (stored.plan === undefined || stored.planning !== undefined) return planningStep(stored, runner, context);
  const results: JobResult[] = [];
  let { next } = stored;
  const startedAtMs = Date.now();
  while (next < stored.entries && results.length < resultsOfStep && Date.now() - startedAtMs < longestStepMs) {
    results.push(...(await runner.run(await readPlanEntry(entity, { ...stored, next }), context)));
    next += 1;
  }
  const job = progressed(stored.job, results);
  if (next < stored.entries) return { ...stored, job, next, results };
  const ended = finished(job, businessInstant(entity));
  return { ...stored, job: ended, next, results, events: [jobEnded(entity, ended)] };
}

/**
 * The first stretch of a plan may be long, and counts where the job names it; later ones are written with the job's step, so that
 * whoever is outrun leaves nothing of them.
 */
async function planningStep(stored: StoredJob, runner: JobRunner, context: JobContext): Promise<JobStep> {
  const { entity, job, deadlineMs } = context;
  const { entries, place } = await runner.plan(context, stored.planning?.place);
  const plan = stored.plan ?? crypto.randomUUID();
  if (stored.plan === undefined) await writePlan(entity, job, plan, entries, patienceUntil(deadlineMs));
  const size = entries.reduce<number>((sum, entry) => sum + runner.sizeOf(entry), stored.planning?.size ?? 0);
  return {
    ...stored,
    job: place === undefined ? planned(job, size) : started(job),
    plan,
    entries: stored.entries + entries.length,
    added: stored.plan === undefined ? [] : entries,
    planning: place === undefined ? undefined : { place, size },
  };
}
