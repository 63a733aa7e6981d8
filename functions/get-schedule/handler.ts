import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { localNow } from '../schedules/local-now.ts';
import { scheduleOnWire } from '../schedules/schedule-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findSchedule } from '../store/schedules.ts';
import { getSchedule } from './contract.ts';

/** §14 */
export const handler = http(getSchedule, async ({ params }, { entity, now }) => {
  const stored = await findSchedule(entity, params.schedule);
  if (stored === undefined) throw refuse('not-found', { kind: 'schedule' });
  const { timeZone } = await readRulebookInForce(entity, false);
  return { body: scheduleOnWire(stored, localNow(now, timeZone)), etag: stored.version };
});
