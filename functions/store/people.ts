import { refuse } from '../../domain/refusal.ts';
import { stepWithoutOthers, type Approver } from '../../domain/workflow/approvers.ts';
import type { ApprovalRequest } from '../../domain/workflow/approval-request.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { listGrants } from './users.ts';

const grantsAtOnce = 500;

/** Everybody who has a role in the legal entity, with their roles as they are now. */
export async function peopleOf(entity: AuthorizedEntity): Promise<readonly Approver[]> {
  const people: Approver[] = [];
  for (;;) {
    const next = await listGrants(entity, people.at(-1)?.subject, grantsAtOnce);
    people.push(...next);
    if (next.length < grantsAtOnce) return people;
  }
}

/** §11.1, §1.5: a request that nobody could decide in one of its steps, as grants are now, is not submitted. */
export async function assertOthersAsked(entity: AuthorizedEntity, request: ApprovalRequest): Promise<void> {
  const step = stepWithoutOthers(request, await peopleOf(entity));
  if (step !== undefined) throw refuse('no-other-approver', { workflow: request.workflow, step });
}
