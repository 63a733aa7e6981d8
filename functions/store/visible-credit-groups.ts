import { refuse } from '../../domain/refusal.ts';
import { businessDate, type CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroupId, CustomerId, Subject } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { AuditLink } from './audit.ts';
import { batchGet } from './batch-get.ts';
import { findGroup, type GroupAccount } from './credit-groups.ts';
import { positionCodec } from './customer-item.ts';
import { joined, positionKey, presenceKey } from './keys.ts';
import { queryList } from './list-index.ts';
import { currentRulebook } from './rulebook.ts';

/** Who looks at groups: the legal entities that count for what is asked, and who it is. */
export type GroupViewer = { readonly entities: readonly AuthorizedEntity[]; readonly subject: Subject };

/** A group, with those of the viewer's legal entities that have members in it. */
export type VisibleGroup = { readonly stored: GroupAccount; readonly entities: readonly AuthorizedEntity[] };

/** §1.3, §4.4: a group is seen by who sees one of its members, and while it has none by who created it; `hidden` from others. */
export async function findVisibleGroup(
  group: CreditGroupId,
  { entities, subject }: GroupViewer,
): Promise<VisibleGroup | 'hidden' | undefined> {
  const [stored, present] = await Promise.all([
    findGroup(group, true),
    batchGet(entities.map((entity) => presenceKey(group, entity))),
  ]);
  if (stored === undefined) return undefined;
  const found = new Set(present.map(({ sk }) => sk));
  const theirs = entities.filter((entity) => found.has(presenceKey(group, entity).sk)).toSorted();
  const isTheirs = theirs.length > 0 || (stored.position.members === 0 && stored.createdBy === subject);
  return isTheirs ? { stored, entities: theirs } : 'hidden';
}

/** The same, refused where the viewer sees none. */
export async function getVisibleGroup(group: CreditGroupId, viewer: GroupViewer): Promise<VisibleGroup> {
  const found = await findVisibleGroup(group, viewer);
  if (found === undefined || found === 'hidden') throw refuse('not-found', { kind: 'credit-group' });
  return found;
}

/** §1.3: whether a change of a group is shown to who sees these legal entities: of their own members, and of the group itself. */
export function isSeenIn(entities: readonly AuthorizedEntity[], { what, before, after }: AuditLink): boolean {
  if (what.kind !== 'customer-credit-group-member') return true;
  const { legalEntity } = (after ?? before ?? {}) as { readonly legalEntity?: string };
  return entities.some((entity) => entity === legalEntity);
}

export const groupLists = {
  ofEntity: (entity: AuthorizedEntity): string => joined('credit-groups', entity),
  emptyOf: (subject: Subject): string => joined('empty-credit-groups', subject),
};

/** Those that the viewer may see, by number, from the index: one made just now may be missing. */
export async function listVisibleGroups({ entities, subject }: GroupViewer): Promise<readonly CreditGroupId[]> {
  const lists = [groupLists.emptyOf(subject), ...entities.map(groupLists.ofEntity)];
  const found = await Promise.all(lists.map((key) => queryList(key, { limit: Number.MAX_SAFE_INTEGER })));
  return [...new Set(found.flat().map((entry) => entry['listSort'] as CreditGroupId))].toSorted();
}

/** Some of those with members of a legal entity after one, by number, from the index. */
export async function listedGroups(
  entity: AuthorizedEntity,
  after: CreditGroupId | undefined,
  limit: number,
): Promise<readonly CreditGroupId[]> {
  const listed = await queryList(groupLists.ofEntity(entity), { after, limit });
  return listed.map((entry) => entry['listSort'] as CreditGroupId);
}

/** A group has no business date of its own: that of the first of the viewer's legal entities, else the date in UTC. */
export async function dateForGroup(entities: readonly AuthorizedEntity[], now: string): Promise<CivilDate> {
  const [first] = entities;
  return businessDate(now, first === undefined ? 'UTC' : (await currentRulebook(first)).entity.timeZone);
}

/** §4.4: the legal entities in which the same account exists and is in no group. */
export async function entitiesWithFreeAccount(
  entities: readonly AuthorizedEntity[],
  customer: CustomerId,
): Promise<readonly AuthorizedEntity[]> {
  const items = await batchGet(entities.map((entity) => positionKey(entity, customer)));
  const free = new Set(items.filter((item) => positionCodec(item, 'position').creditGroup === '').map(({ pk }) => pk));
  return entities.filter((entity) => free.has(positionKey(entity, customer).pk)).toSorted();
}
