import { refuse } from '../../domain/refusal.ts';
import { checkPeople } from '../../domain/workflow/check-workflow.ts';
import type { Workflow } from '../../domain/workflow/workflow.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { peopleOf } from '../store/people.ts';

/** §11.1: a workflow with a step that nobody could do, as grants are now, is not saved. */
export async function assertPeople(entity: AuthorizedEntity, { steps }: Workflow): Promise<void> {
  const errors = checkPeople(steps, await peopleOf(entity));
  if (errors.length > 0) throw refuse('invalid-set-up', { errors });
}
