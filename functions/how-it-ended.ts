import type { HoldId } from '../domain/ids.ts';
import { refuse, type Refusal } from '../domain/refusal.ts';
import type { AuthorizedEntity } from './actor.ts';
import { findHold } from './store/holds.ts';

/** Where a hold is not among the open ones, and it is still to be found out why. */
export const holdNotKnown = { state: 'unknown', by: null, at: null } as const;

/** Two people at one hold: one ends it, the other is told who did. */
export async function howItEnded(
  entity: AuthorizedEntity,
  id: HoldId,
  code: 'hold-not-open' | 'release-not-withdrawable' = 'hold-not-open',
): Promise<Refusal> {
  const hold = await findHold(entity, id);
  if (hold === undefined) return refuse('not-found', { kind: 'hold' });
  return refuse(code, { state: hold.state, by: hold.end?.by ?? null, at: hold.end?.at ?? null });
}
