import type { LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { evaluateEntityMessage } from '../evaluation-message.ts';
import { logger } from '../logger.ts';
import { legalEntitiesList } from '../store/keys.ts';
import { queryList } from '../store/list-index.ts';
import { forgetOwedEvaluation, owedEvaluation } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';
import { ownTaskNames, startOwnTask } from './own-tasks.ts';
import { startScheduled } from './start-scheduled.ts';

type Start = (entity: AuthorizedEntity, hasTime: () => boolean) => Promise<void>;

const starters: readonly (readonly [string, Start])[] = [
  ...ownTaskNames.map((task) => [task, (entity: AuthorizedEntity) => startOwnTask(entity, task)] as const),
  ['owed-evaluation', startOwedEvaluation],
  ['schedules', startScheduled],
];

const turnMs = 5 * 60_000;

/**
 * Starts what is due, entity by entity: one that fails keeps none of the others waiting, and the tick fails in the end. Each tick
 * begins with another one, so that where slow ones use up the time, what they leave is not always the same.
 */
export async function startWhatIsDue(nowMs: number, hasTime: () => boolean): Promise<void> {
  const failures: unknown[] = [];
  const listed = await queryList(legalEntitiesList, { limit: Number.MAX_SAFE_INTEGER });
  const first = Math.floor(nowMs / turnMs) % Math.max(listed.length, 1);
  for (const { listSort } of [...listed.slice(first), ...listed.slice(0, first)]) {
    for (const [name, start] of starters) {
      if (!hasTime()) {
        logger.warn('what is due waits for the next tick', { legalEntity: String(listSort), task: name });
        return ended(failures);
      }
      try {
        await start(entityOfRecord(listSort as LegalEntityId), hasTime);
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
  ended(failures);
}

function ended(failures: readonly unknown[]): void {
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tasks were not started`);
}

/** §9.5, docs/adr/0006: the second look for customers with open holds after a change; sent before it is forgotten, likewise. */
async function startOwedEvaluation(entity: AuthorizedEntity): Promise<void> {
  const owed = await owedEvaluation(entity);
  if (owed === undefined || owed.dueAt > new Date().toISOString()) return;
  await send('evaluation', [evaluateEntityMessage(entity, 'change-again', `again:${owed.dueAt}:${owed.cause}`)]);
  await forgetOwedEvaluation(entity, owed);
}
