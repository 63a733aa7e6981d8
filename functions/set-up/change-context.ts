import type { ChangeQuery } from '../change-query.ts';
import type { OperationContext } from '../http.ts';
import type { ChangeContext } from '../store/change-rulebook.ts';

export function changeContext(
  { entity, actor, now, deadlineMs }: OperationContext,
  { reason }: ChangeQuery,
): ChangeContext {
  return { entity, who: actor.subject, reason, now, deadlineMs };
}
