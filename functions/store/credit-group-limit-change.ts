import { canonicalJson } from '../../domain/canonical-json.ts';
import { writeCreditGroup } from '../../domain/credit-group-set-up.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import { refuse } from '../../domain/refusal.ts';
import { entityOfRecord } from '../access.ts';
import { readMembers } from './credit-groups.ts';
import { groupPartition } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { currentRulebook } from './rulebook.ts';
import type { TransactItem } from './transact.ts';

function isLimitChanged(before: CreditGroup | undefined, after: CreditGroup): boolean {
  return before === undefined || canonicalJson(limitsOf(before)) !== canonicalJson(limitsOf(after));
}

/**
 * §2.2: the limit is every member's, so that all their legal entities must let it be edited. Read after the position, which a
 * change of membership moves.
 */
export async function refuseFrozenLimit(before: CreditGroup, after: CreditGroup): Promise<void> {
  if (!isLimitChanged(before, after)) return;
  const members = await readMembers(before.creditGroup);
  const present = new Set(members.map(({ legalEntity }) => legalEntity));
  const rulebooks = await Promise.all([...present].map((entity) => currentRulebook(entityOfRecord(entity))));
  if (rulebooks.some(({ parameters }) => !parameters.allowManualLimitEdit)) {
    throw refuse('manual-limit-edit-not-allowed', {});
  }
}

/** §15.2: an event of the group, which belongs to no legal entity. Its id is none that a customer's event has. */
export function limitChangedItems(
  before: CreditGroup | undefined,
  after: CreditGroup,
  version: number,
  occurredAt: string,
): readonly TransactItem[] {
  if (!isLimitChanged(before, after)) return [];
  const { creditGroup, currency } = after;
  const data = { currency, before: before === undefined ? null : limitsOf(before), after: limitsOf(after) };
  const id = `group-limit-changed:${version}`;
  return [outboxItem(groupPartition(creditGroup), { id, type: 'limit-changed', creditGroup, data, occurredAt })];
}

/** What its members share, as it is written. */
function limitsOf(group: CreditGroup) {
  const { creditLimit, expiryDate, temporaryLimits } = writeCreditGroup(group);
  return { creditLimit, expiryDate, temporaryLimits };
}
