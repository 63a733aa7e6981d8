import { hasEnded } from '../../domain/job.ts';
import { businessDate, localHour, type CivilDate } from '../../domain/civil-date.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { jobIdOf } from '../new-job.ts';
import { startJob } from '../start-job.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { evaluator } from '../store/evaluate-customer.ts';
import { findJob } from '../store/jobs.ts';
import { lastRunOf, recordRun } from '../store/periodic-tasks.ts';
import { currentRulebook } from '../store/rulebook.ts';

/** Never between 00:00 and 04:00 local time. */
export const firstHour = 4;
const longestStartMs = 5_000;

const statistics = { kind: 'calculate-balance-statistics', task: 'monthly-statistics' } as const;
const scores = { kind: 'update-risk-scores', task: 'monthly-risk-scores' } as const;
type Task = typeof statistics | typeof scores;

/** §13, §14: on the first morning of a month, or the next one on which it is missed, the month that ended is calculated. */
export async function startMonthlyStatistics(entity: AuthorizedEntity): Promise<void> {
  await startMonthly(entity, statistics, { includeWithoutBalance: true }, async () => true);
}

/** §12.4, §14: after that, where there is anything to score. */
export async function startMonthlyRiskScores(entity: AuthorizedEntity): Promise<void> {
  await startMonthly(entity, scores, {}, async (month) => {
    const calculation = await findJob(
      entity,
      jobIdOf({ entity, kind: statistics.kind, key: keyOf(statistics, month) }),
    );
    if (calculation === undefined || !hasEnded(calculation.job)) return false;
    return Object.keys((await currentRulebook(entity)).scoringGroups).length > 0;
  });
}

/** A job that is named after the month: started twice, it is one. The record spares the next ticks of the month the attempt. */
async function startMonthly(
  entity: AuthorizedEntity,
  task: Task,
  asked: object,
  isDue: (month: string) => Promise<boolean>,
): Promise<void> {
  const { timeZone } = await readRulebookInForce(entity, false);
  const now = businessInstant(entity);
  const today = businessDate(now, timeZone);
  const last = await lastRunOf(entity, task.task);
  const month = monthOf(today);
  if (localHour(now, timeZone) < firstHour || (last !== undefined && monthOf(last) >= month)) return;
  if (!(await isDue(month))) return;
  const key = keyOf(task, month);
  const job = { kind: task.kind, entity, by: evaluator, asked, key, requestHash: task.task, now };
  await startJob({ ...job, deadlineMs: Date.now() + longestStartMs });
  await recordRun(entity, task.task, today);
}

function monthOf(date: CivilDate): string {
  return date.slice(0, 7);
}

/** Nobody's own key begins so. */
function keyOf({ task }: Task, month: string): string {
  return `~${task}:${month}`;
}
