import type { CivilDate } from '../../domain/civil-date.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { nameOfWork, type ReviewKind, type ReviewSubject, type ReviewWork } from '../../domain/review-work.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, optional, text, type Decoded } from './codec.ts';
import { queryPartition } from './credit-state.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import type { FoundWork } from './find-review-work.ts';
import { joined, reviewPartition } from './keys.ts';
import { queryList, queryLists } from './list-index.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';
import { groupLists } from './visible-credit-groups.ts';

/** Review work as it was found last. */
export type ListedWork = {
  readonly subject: ReviewSubject;
  readonly creditManagementGroup?: string | undefined;
  readonly work: ReviewWork;
  /** The business date on which it was found first. */
  readonly since: CivilDate;
};
/** `found`: nothing while it is not so; what is left then counts on, so that each time is an occurrence of its own. */
export type StoredWork = { readonly version: number; readonly found?: ListedWork | undefined };

const rowCodec = item({ found: evidenceAs<ListedWork>() });
const storedCodec = item({ sk: text, version: integer, row: optional(rowCodec) });

/** What is stored of a subject, by name; consistent. */
export async function storedWorkOf(
  entity: AuthorizedEntity,
  subject: ReviewSubject,
): Promise<ReadonlyMap<string, StoredWork>> {
  const items = await queryPartition(reviewPartition(entity, subject), workPrefix, true);
  return new Map(items.map((stored) => storedAs(storedCodec(stored, 'review-work'))));
}

function storedAs({ sk, version, row }: Decoded<typeof storedCodec>): readonly [string, StoredWork] {
  return [sk, { version, found: row?.found }];
}

const workPrefix = 'W#';

/** Under which it is stored in its partition. */
export function sortOf(work: ReviewWork): string {
  return joined('W', work.kind, ...nameOfWork(work));
}

/** The write of what follows what was seen under a name, if nobody else wrote since; without `found` it is no longer so. */
export function nextWork(
  entity: AuthorizedEntity,
  {
    subject,
    name,
    seen = 0,
  }: { readonly subject: ReviewSubject; readonly name: string; readonly seen?: number | undefined },
  found?: ListedWork,
): TransactItem {
  const listed = found === undefined ? {} : listedWork(entity, found);
  const key = { pk: reviewPartition(entity, subject), sk: name };
  const Item = { ...key, kind: 'review-work', version: seen + 1, ...listed };
  const condition =
    seen === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen } };
  return { Put: { TableName: tableName(), Item, ...condition } };
}

/** That the dates are those that were read; what is used of a limit moves with every order, and was so when it was read. */
export function accountUnmoved({ key, attribute, seen }: FoundWork['account']): TransactItem {
  return {
    ConditionCheck: {
      TableName: tableName(),
      Key: key,
      ConditionExpression: '#version = :seen',
      ExpressionAttributeNames: { '#version': attribute },
      ExpressionAttributeValues: { ':seen': seen },
    },
  };
}

function listedWork(entity: AuthorizedEntity, found: ListedWork) {
  const { subject, work } = found;
  const listSort = joined(placeIn(work), subject.kind, subject.id, ...nameOfWork(work));
  return { listKey: listKeyOf(entity, work.kind, subject.kind), listSort, row: { found: deflateEvidence(found) } };
}

/** More than any percent that there can be: 10^18 minor units of one. */
const aboveAllPercents = 10n ** 26n;

/** By date; the credit watch by what is used, the most first. */
function placeIn(work: ReviewWork): string {
  if (work.kind !== 'credit-watch') return work.date;
  return (work.used === undefined ? 0n : aboveAllPercents - work.used).toString().padStart(27, '0');
}

function listKeyOf(entity: AuthorizedEntity, kind: ReviewKind, of: ReviewSubject['kind']): string {
  return joined('review-work', entity, kind, of);
}

export type WorkEntry = ListedWork & { readonly listSort: string };

/** As it was found last, in its order, from the index. */
export async function listedWorkOf(
  entity: AuthorizedEntity,
  kind: ReviewKind,
  stretch: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly WorkEntry[]> {
  const of = (subject: ReviewSubject['kind']) => listKeyOf(entity, kind, subject);
  const entries = await queryLists([of('customer'), of('customer-credit-group')], stretch);
  return entries.map(({ listSort, row }) => ({ ...rowCodec(row, 'row').found, listSort: listSort as string }));
}

/** Groups with members in the legal entity, and those that it has left with work that was found before. */
export async function groupsToReview(entity: AuthorizedEntity): Promise<readonly CreditGroupId[]> {
  const all = { limit: Number.MAX_SAFE_INTEGER };
  const ofGroups = (['limit-expires', 'credit-watch'] as const).map((kind) =>
    queryList(listKeyOf(entity, kind, 'customer-credit-group'), all),
  );
  const [members, ...work] = await Promise.all([queryList(groupLists.ofEntity(entity), all), ...ofGroups]);
  const listed = work.flat().map(({ row }) => rowCodec(row, 'row').found.subject.id as CreditGroupId);
  return [...new Set([...members.map(({ listSort }) => listSort as CreditGroupId), ...listed])];
}
