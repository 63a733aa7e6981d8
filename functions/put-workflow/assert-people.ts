import { refuse } from '../../domain/refusal.ts';
import type { Approver } from '../../domain/workflow/approvers.ts';
import { checkPeople } from '../../domain/workflow/check-workflow.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { listGrants } from '../store/users.ts';

const grantsAtOnce = 500;

/** §11.1: a workflow with a step that nobody could do, as grants are now, is not saved. */
export async function assertPeople(entity: AuthorizedEntity, { steps }: Workflow): Promise<void> {
  const errors = checkPeople(steps, await peopleOf(entity));
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
}

async function peopleOf(entity: AuthorizedEntity): Promise<readonly Approver[]> {
  const people: Approver[] = [];
  for (;;) {
    const next = await listGrants(entity, people.at(-1)?.subject, grantsAtOnce);
    people.push(...next);
    if (next.length < grantsAtOnce) return people;
  }
}
