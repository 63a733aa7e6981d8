import { businessDate, localHour } from '../../domain/civil-date.ts';
import type { LegalEntityId } from '../../domain/ids.ts';
import { entityOfRecord } from '../access.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { evaluateEntityMessage } from '../evaluation-message.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { legalEntitiesList } from '../store/keys.ts';
import { queryList } from '../store/list-index.ts';
import { lastRunOf, recordRun } from '../store/periodic-tasks.ts';
import { send } from '../store/queues.ts';

const task = 'daily-evaluation';
/** Never between 00:00 and 04:00 local time. */
const firstHour = 4;

/** §9.5: since dates alone can expire or clear things, every entity's holds are evaluated each business day. */
export async function startDailyEvaluations(): Promise<void> {
  const entities = await queryList(legalEntitiesList, { limit: Number.MAX_SAFE_INTEGER });
  for (const { listSort } of entities) await startWhereDue(entityOfRecord(listSort as LegalEntityId));
}

/**
 * Sent before it is recorded: dying in between sends again, and evaluating twice changes nothing; the other way round a day
 * could be lost.
 */
async function startWhereDue(entity: AuthorizedEntity): Promise<void> {
  const { timeZone } = await readRulebookInForce(entity, false);
  const now = businessInstant(entity);
  const today = businessDate(now, timeZone);
  if (localHour(now, timeZone) < firstHour || (await lastRunOf(entity, task)) === today) return;
  await send('evaluation', [evaluateEntityMessage(entity, 'schedule', `${task}:${today}`)]);
  await recordRun(entity, task, today);
}
