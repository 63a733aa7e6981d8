import type { AuthorizedEntity } from './actor.ts';
import { approvalChanged, approvalNeeded, carryOutApproval } from './store/approval-events.ts';
import type { StoredApproval } from './store/approval-item.ts';
import type { OutboxEvent } from './store/outbox.ts';

/** Who is asked now is told; else, where its state is another, whoever made the request. */
export function eventsOfApproval(
  entity: AuthorizedEntity,
  seen: StoredApproval,
  told: Pick<StoredApproval, 'approval' | 'about'>,
  now: string,
): readonly OutboxEvent[] {
  const { state, step, delegations } = told.approval;
  if (state === 'in-progress') {
    const isAskedAnew = seen.approval.state !== state || seen.approval.step !== step || delegations.length > 0;
    return isAskedAnew ? [approvalNeeded(entity, told, now)] : [];
  }
  const task = state === 'carrying-out' ? [carryOutApproval(entity, told, now)] : [];
  return [approvalChanged(entity, told, now), ...task];
}
