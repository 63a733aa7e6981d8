import type { OperationContext } from '../http.ts';
import type { ChangeContext } from '../store/change-rulebook.ts';

export function changeContext({ entity, actor, now, deadlineMs }: OperationContext): ChangeContext {
  return { entity, who: actor.subject, now, deadlineMs };
}
