import type { RulebookDocument } from '../../domain/rulebook.ts';
import { firstRulebook } from '../../domain/set-up/first-rulebook.ts';
import { withoutVersion } from '../../domain/set-up/element.ts';
import type { Grant } from '../actor.ts';
import { checkPrecondition } from '../precondition.ts';
import { auditLink, emptyChain } from './audit.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { forgetGrants } from './grants.ts';
import { entityPartition } from './keys.ts';
import { findRulebookPointer } from './rulebook.ts';
import { firstPointerItem, rulebookVersionItem } from './rulebook-version.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { grantItems, readUser } from './users.ts';

const firstGrant: Grant = { roles: ['credit-admin'] };

/**
 * Creates the legal entity with its first rulebook, and makes who created it its credit administrator, so that somebody can
 * give the other grants. `undefined` where it exists already; then nothing is written.
 */
export async function createEntity(
  context: ChangeContext,
  entity: Omit<RulebookDocument['entity'], 'version'>,
  ifMatch: number | '*' | undefined,
): Promise<RulebookDocument | undefined> {
  const { who, deadlineMs } = context;
  const document = firstRulebook(context.entity, entity);
  const created = await retrying(deadlineMs, async (patience) => {
    if ((await findRulebookPointer(context.entity)) !== undefined) return undefined;
    checkPrecondition(ifMatch, undefined);
    const { items, head } = chainOf(context, document);
    const user = await readUser(who);
    const grant = { ...firstGrant, version: head.number };
    const first = [rulebookVersionItem(context.entity, document), firstPointerItem(context.entity, head)];
    await writeUnlessOutrun([...first, ...items, ...grantItems(who, user, context.entity, grant)], patience);
    return document;
  });
  forgetGrants(who);
  return created;
}

/** The first two links: the legal entity, and the grant that comes with it (§17). */
function chainOf({ entity, who, reason, now }: ChangeContext, document: RulebookDocument) {
  const partition = entityPartition(entity);
  const by = { who, when: now, reason, before: null };
  const after = withoutVersion(document.entity);
  const made = auditLink(partition, emptyChain, { ...by, what: { kind: 'legal-entity', id: entity }, after });
  const granted = auditLink(partition, made.head, { ...by, what: { kind: 'grant', id: who }, after: firstGrant });
  return { items: [made.item, granted.item], head: granted.head };
}
