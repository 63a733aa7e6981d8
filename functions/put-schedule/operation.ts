import type * as z from 'zod/mini';
import type { ScheduleId } from '../../domain/ids.ts';
import type { ChangeQuery } from '../change-query.ts';
import { checkStarter } from '../check-starter.ts';
import type { OperationContext } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { localNow } from '../schedules/local-now.ts';
import { scheduleOnWire } from '../schedules/schedule-on-wire.ts';
import type { ScheduleDefinition, scheduleView } from '../schedules/schedule-wire.ts';
import { checkScheduled } from '../schedules/scheduled-jobs.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeSchedule } from '../store/change-schedule.ts';
import { readRulebookInForce } from '../store/credit-state.ts';

type Asked = {
  readonly schedule: ScheduleId;
  readonly definition: ScheduleDefinition;
  readonly ifMatch: number | '*' | undefined;
  readonly query: ChangeQuery;
};
type Answer = { readonly body: z.input<typeof scheduleView>; readonly etag: number; readonly isCreated: boolean };

/** Only who may do a task may have it done: what is there already, too. */
export async function setUpSchedule(asked: Asked, context: OperationContext): Promise<Answer> {
  const { schedule, definition, ifMatch, query } = asked;
  const { actor, entity, now } = context;
  checkStarter(definition.task.kind, actor, entity);
  const { timeZone } = await readRulebookInForce(entity, true);
  const local = localNow(now, timeZone);
  await checkScheduled(entity, definition.task, { today: local.date, now });
  let isCreated = false;
  const stored = await changeSchedule(changeContext(context, query), schedule, (current) => {
    if (current !== undefined) checkStarter(current.definition.task.kind, actor, entity);
    checkPrecondition(ifMatch, current?.version);
    isCreated = current === undefined;
    return definition;
  });
  if (stored === undefined) throw new Error('a schedule that was put is missing');
  return { body: scheduleOnWire(stored, local), etag: stored.version, isCreated };
}
