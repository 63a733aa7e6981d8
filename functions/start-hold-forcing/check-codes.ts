import type * as z from 'zod/mini';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { checkReason } from '../check-reason.ts';
import { currentRulebook } from '../store/rulebook.ts';
import type { startHoldForcing } from './contract.ts';

/** A code that is mistyped would force no order, and nobody would see why. */
export async function checkCodes(
  entity: AuthorizedEntity,
  { reason, filter }: z.output<(typeof startHoldForcing)['body']>,
): Promise<void> {
  const { reasons, creditManagementGroups } = await currentRulebook(entity);
  checkReason(reasons, reason, 'hold');
  const named = filter.creditManagementGroups ?? [];
  const unknown = named.findIndex((group) => !Object.hasOwn(creditManagementGroups, group));
  if (unknown < 0) return;
  const pointer = `/filter/creditManagementGroups/${unknown}`;
  throw refuse('unknown-reference', { pointer, kind: 'credit-management-group', value: named[unknown] ?? '' });
}
