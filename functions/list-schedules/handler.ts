import type { ScheduleId } from '../../domain/ids.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { localNow } from '../schedules/local-now.ts';
import { scheduleOnWire } from '../schedules/schedule-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { readSchedules } from '../store/schedules.ts';
import { listSchedules } from './contract.ts';

/** §14 */
export const handler = http(listSchedules, async ({ query }, { entity, now }) => {
  const scope = JSON.stringify(['list-schedules', entity]);
  const { timeZone } = await readRulebookInForce(entity, false);
  const after = placeOf(scope, query)?.[0] as ScheduleId | undefined;
  const stored = await readSchedules(entity, after, query.limit + 1);
  const local = localNow(now, timeZone);
  const shown = stored.map((one) => ({ ...scheduleOnWire(one, local), version: one.version }));
  return { body: cutPage(scope, query, shown, ({ schedule }) => [schedule]) };
});
