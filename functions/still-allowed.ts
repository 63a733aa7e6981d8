import { refuse } from '../domain/refusal.ts';
import type { Subject } from '../domain/ids.ts';
import { access, authorize } from './access.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import { withActor } from './identity.ts';
import type { OperationName } from './operations.ts';

/**
 * §1.6: what is done by itself in somebody's name is done only while they may do it. Whose grant is gone altogether is told that it does
 * not allow this, not that there is no such legal entity.
 */
export async function whileGranted(
  subject: Subject,
  entity: AuthorizedEntity,
  check: (actor: Actor) => void,
): Promise<void> {
  await withActor(subject, (actor) => {
    if (!actor.grants.has(entity)) throw refuse('not-allowed', { needs: [] });
    check(actor);
  });
}

export function assertStillAllowed(
  subject: Subject,
  entity: AuthorizedEntity,
  operation: OperationName,
): Promise<void> {
  return whileGranted(subject, entity, (actor) => {
    authorize(access[operation], actor, entity);
  });
}
