import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Subject } from '../../domain/ids.ts';
import type { RulebookDocument } from '../../domain/rulebook.ts';
import type { Grant } from '../actor.ts';
import { auditLink } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { forgetGrants } from './grants.ts';
import { entityPartition } from './keys.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { readRulebookDocument, readRulebookPointer } from './rulebook.ts';
import { movePointerItem } from './rulebook-version.ts';
import { grantItems, grantOf, readUser, withoutGrantVersion, type StoredGrant } from './users.ts';

/** What the grant should be, `undefined` for none; throws refusals. Asked again where another change came first. */
type GrantChange = (current: StoredGrant | undefined, rulebook: RulebookDocument) => Grant | undefined;

/**
 * Gives, changes or takes a user's grant in the legal entity, with its audit link, and answers its version. A change that
 * changes nothing writes nothing.
 */
export async function changeGrant(context: ChangeContext, subject: Subject, change: GrantChange): Promise<number> {
  const { entity, who, reason, now, deadlineMs } = context;
  const version = await retrying(deadlineMs, async (patience) => {
    const [pointer, user] = await Promise.all([readRulebookPointer(entity), readUser(subject)]);
    const current = grantOf(user, entity);
    const wanted = change(current, await readRulebookDocument(entity, pointer.version));
    const stateOf = (grant: Grant | undefined) => (grant === undefined ? null : withoutGrantVersion(grant));
    const [before, after] = [stateOf(current), stateOf(wanted)];
    if (canonicalJson(before) === canonicalJson(after)) return current?.version ?? 0;

    const what = { kind: 'grant', id: subject } as const;
    const link = auditLink(entityPartition(entity), pointer.audit, { who, when: now, what, reason, before, after });
    const stored = wanted === undefined ? undefined : { ...wanted, version: link.head.number };
    const moved = movePointerItem(entity, pointer, { version: pointer.version, audit: link.head });
    await writeUnlessOutrun([...grantItems(subject, user, entity, stored), moved, link.item], patience);
    return link.head.number;
  });
  forgetGrants(subject);
  return version;
}
