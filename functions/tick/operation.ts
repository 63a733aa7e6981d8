import { businessDate, localHour } from '../../domain/civil-date.ts';
import type { LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { evaluateEntityMessage } from '../evaluation-message.ts';
import { logger } from '../logger.ts';
import { startJob } from '../start-job.ts';
import { evaluator } from '../store/evaluate-customer.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { legalEntitiesList } from '../store/keys.ts';
import { queryList } from '../store/list-index.ts';
import { forgetOwedEvaluation, lastRunOf, owedEvaluation, recordRun } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';
import { firstHour, startMonthlyRiskScores, startMonthlyStatistics } from './monthly-tasks.ts';

const longestStartMs = 5_000;

const starters = {
  'daily-evaluation': startDailyEvaluation,
  'daily-review-work': startDailyReviewWork,
  'owed-evaluation': startOwedEvaluation,
  'monthly-statistics': startMonthlyStatistics,
  'monthly-risk-scores': startMonthlyRiskScores,
};

/** Starts what is due, entity by entity: one that fails keeps none of the others waiting, and the tick fails in the end. */
export async function startWhatIsDue(): Promise<void> {
  const failures: unknown[] = [];
  const entities = await queryList(legalEntitiesList, { limit: Number.MAX_SAFE_INTEGER });
  for (const { listSort } of entities) {
    for (const [name, start] of Object.entries(starters)) {
      try {
        await start(entityOfRecord(listSort as LegalEntityId));
      } catch (error) {
        logger.error('a task was not started', {
          legalEntity: String(listSort),
          task: name,
          error: error as Error,
        });
        failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tasks were not started`);
}

type DailyTask = { readonly task: string; readonly kind: 'evaluate-for-release' | 'find-review-work' };

/** §9.5: since dates alone can expire or clear things, every entity's holds are evaluated each business day. */
async function startDailyEvaluation(entity: AuthorizedEntity): Promise<void> {
  await startDaily(entity, { task: 'daily-evaluation', kind: 'evaluate-for-release' });
}

/** §14: and what has to be reviewed is found. */
async function startDailyReviewWork(entity: AuthorizedEntity): Promise<void> {
  await startDaily(entity, { task: 'daily-review-work', kind: 'find-review-work' });
}

/** A job that is named after the day: started twice, it is one. The record spares the next ticks of the day the attempt. */
async function startDaily(entity: AuthorizedEntity, { task, kind }: DailyTask): Promise<void> {
  const { timeZone } = await readRulebookInForce(entity, false);
  const now = businessInstant(entity);
  const today = businessDate(now, timeZone);
  if (localHour(now, timeZone) < firstHour || (await lastRunOf(entity, task)) === today) return;
  const asked = { kind, entity, by: evaluator, asked: {}, key: `~${task}:${today}` } as const;
  await startJob({ ...asked, requestHash: task, now, deadlineMs: Date.now() + longestStartMs });
  await recordRun(entity, task, today);
}

/** §9.5, docs/adr/0006: the second look for customers with open holds after a change; sent before it is forgotten, likewise. */
async function startOwedEvaluation(entity: AuthorizedEntity): Promise<void> {
  const owed = await owedEvaluation(entity);
  if (owed === undefined || owed.dueAt > new Date().toISOString()) return;
  await send('evaluation', [evaluateEntityMessage(entity, 'change-again', `again:${owed.dueAt}:${owed.cause}`)]);
  await forgetOwedEvaluation(entity, owed);
}
