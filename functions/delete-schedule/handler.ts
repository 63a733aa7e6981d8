import { refuse } from '../../domain/refusal.ts';
import { checkStarter } from '../check-starter.ts';
import { http } from '../http.ts';
import { checkPrecondition } from '../precondition.ts';
import { changeContext } from '../set-up/change-context.ts';
import { changeSchedule } from '../store/change-schedule.ts';
import { deleteSchedule } from './contract.ts';

/** §14 */
export const handler = http(deleteSchedule, async ({ params, ifMatch, query }, context) => {
  await changeSchedule(changeContext(context, query), params.schedule, (current) => {
    if (current === undefined) throw refuse('not-found', { kind: 'schedule' });
    checkStarter(current.definition.task.kind, context.actor, context.entity);
    checkPrecondition(ifMatch, current.version);
    return undefined;
  });
  return { body: null };
});
