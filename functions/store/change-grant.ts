import type { Subject } from '../../domain/ids.ts';
import type { Grant } from '../actor.ts';
import { auditLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { forgetGrants } from './grants.ts';
import { entityPartition } from './keys.ts';
import { readRulebookPointer } from './rulebook.ts';
import { movePointerItem } from './rulebook-version.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { grantItems, grantOf, readUser, type StoredGrant } from './users.ts';

/**
 * Gives, changes or takes a user's grant in the legal entity, with its audit link. `change` says what the grant should be,
 * `undefined` for none, and throws refusals; an unchanged one (the same object) writes nothing.
 */
export async function changeGrant(
  context: ChangeContext,
  subject: Subject,
  change: (current: StoredGrant | undefined) => Grant | undefined,
): Promise<StoredGrant | undefined> {
  const { entity, who, now, deadlineMs } = context;
  const grant = await retrying(deadlineMs, async (patience) => {
    const [pointer, user] = await Promise.all([readRulebookPointer(entity), readUser(subject)]);
    const current = grantOf(user, entity);
    const wanted = change(current);
    if (wanted === current) return current;
    const what = { kind: 'grant', id: subject };
    const entry = { who, when: now, what, before: plain(current), after: plain(wanted) };
    const link = auditLink(entityPartition(entity), pointer.audit, entry);
    const next = wanted === undefined ? undefined : { ...plain(wanted), version: link.head.number };
    const moved = movePointerItem(entity, pointer, { version: pointer.version, audit: link.head });
    await writeUnlessOutrun([...grantItems(subject, user, entity, next), moved, link.item], patience);
    return next;
  });
  forgetGrants(subject);
  return grant;
}

function plain(grant: Grant): Grant;
function plain(grant: Grant | undefined): Grant | null;
function plain(grant: Grant | undefined): Grant | null {
  return grant === undefined ? null : { roles: grant.roles, releaseAuthority: grant.releaseAuthority };
}
