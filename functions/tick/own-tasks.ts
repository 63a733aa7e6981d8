import type { CivilDate } from '../../domain/civil-date.ts';
import { hasEnded } from '../../domain/job.ts';
import { dueOccurrence, type ScheduledKind, type Timing } from '../../domain/schedule.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { localNow } from '../schedules/local-now.ts';
import { jobIdOf } from '../new-job.ts';
import { startJob } from '../start-job.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { evaluator } from '../store/evaluate-customer.ts';
import { findJob } from '../store/jobs.ts';
import { lastRunOf, recordRun } from '../store/periodic-tasks.ts';
import { currentRulebook } from '../store/rulebook.ts';

/** A task that runs in every legal entity, whatever people have set up there. */
type OwnTask = {
  readonly kind: ScheduledKind;
  readonly asked: object;
  readonly timing: Timing;
  /** What it waits for, of a day. */
  readonly isReady?: (entity: AuthorizedEntity, on: CivilDate) => Promise<boolean>;
};

/** Never between 00:00 and 04:00 local time, late or not. */
const time = '04:00';
const longestStartMs = 5_000;
const daily: Timing = { days: { every: 'day' }, time };
const monthly: Timing = { days: { every: 'month', day: 1 }, time };

const ownTasks = {
  /** §9.5: dates alone can expire or clear things. */
  'daily-evaluation': { kind: 'evaluate-for-release', asked: {}, timing: daily },
  /** §14: dates alone can make something due for review. */
  'daily-review-work': { kind: 'find-review-work', asked: {}, timing: daily },
  /** §13: of the month that ended. */
  'monthly-statistics': {
    kind: 'calculate-balance-statistics',
    asked: { includeWithoutBalance: true },
    timing: monthly,
  },
  /** §12.4: after that, where there is anything to score. */
  'monthly-risk-scores': { kind: 'update-risk-scores', asked: {}, timing: monthly, isReady: hasScores },
} as const satisfies Readonly<Record<string, OwnTask>>;
export type OwnTaskName = keyof typeof ownTasks;
export const ownTaskNames = Object.keys(ownTasks) as readonly OwnTaskName[];

/** A job that is named after its day: started twice, it is one. The record spares the next ticks the attempt. */
export async function startOwnTask(entity: AuthorizedEntity, task: OwnTaskName): Promise<void> {
  const { kind, asked, timing, isReady }: OwnTask = ownTasks[task];
  const { timeZone } = await readRulebookInForce(entity, false);
  const now = businessInstant(entity);
  const local = localNow(now, timeZone);
  if (local.time < time) return;
  const on = dueOccurrence(timing, local, await lastRunOf(entity, task));
  if (on === undefined || (isReady !== undefined && !(await isReady(entity, on)))) return;
  const job = { kind, entity, by: evaluator, asked, key: keyOf(task, on), requestHash: task, now };
  await startJob({ ...job, deadlineMs: Date.now() + longestStartMs });
  await recordRun(entity, task, on);
}

async function hasScores(entity: AuthorizedEntity, on: CivilDate): Promise<boolean> {
  const { kind } = ownTasks['monthly-statistics'];
  const calculation = await findJob(entity, jobIdOf({ entity, kind, key: keyOf('monthly-statistics', on) }));
  if (calculation === undefined || !hasEnded(calculation.job)) return false;
  return Object.keys((await currentRulebook(entity)).scoringGroups).length > 0;
}

/** Nobody's own key begins so. */
function keyOf(task: OwnTaskName, on: CivilDate): string {
  return `~${task}:${on}`;
}
