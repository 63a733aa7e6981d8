import { canonicalJson } from '../../domain/canonical-json.ts';
import { writeCreditGroup } from '../../domain/credit-group-set-up.ts';
import type { CreditGroup } from '../../domain/credit-group.ts';
import { refuse } from '../../domain/refusal.ts';
import { entityOfRecord } from '../access.ts';
import { readMembers } from './credit-groups.ts';
import { joined } from './keys.ts';
import type { OutboxEvent } from './outbox.ts';
import { currentRulebook } from './rulebook.ts';

export function isLimitChanged(before: CreditGroup | undefined, after: CreditGroup): boolean {
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

/** What is to be sent and done because of a change; their ids are none that a customer's event has. */
export function groupEvents(
  before: CreditGroup | undefined,
  after: CreditGroup,
  version: number,
  occurredAt: string,
): readonly OutboxEvent[] {
  const { creditGroup, currency } = after;
  const base = { creditGroup, occurredAt };
  // Named after the group: a cause names evaluations of holds, and a customer may have been in another group before.
  const cause = joined('credit-group', creditGroup, String(version));
  // §9.5: what was changed may let held orders of any member go.
  const evaluate: OutboxEvent = { ...base, id: `evaluate-${cause}`, type: 'evaluate-group', data: { cause } };
  const data = { currency, before: before === undefined ? null : limitsOf(before), after: limitsOf(after) };
  // §15.2: of the group, which belongs to no legal entity.
  const changed: OutboxEvent = { ...base, id: `group-limit-changed:${version}`, type: 'limit-changed', data };
  return [...(before === undefined ? [] : [evaluate]), ...(isLimitChanged(before, after) ? [changed] : [])];
}

/** What its members share, as it is written. */
function limitsOf(group: CreditGroup) {
  const { creditLimit, expiryDate, temporaryLimits } = writeCreditGroup(group);
  return { creditLimit, expiryDate, temporaryLimits };
}
