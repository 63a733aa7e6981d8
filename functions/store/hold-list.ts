import type { CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { endedHoldsList, holdRowCodec, openHoldsList, type HoldRow } from './hold-item.ts';
import { queryList } from './list-index.ts';

/** A row of the hold list with its place: by time held, or for ended ones by time ended; unique over all entities. */
export type ListedHold = { readonly entity: AuthorizedEntity; readonly sort: string; readonly row: HoldRow };

/** Above, the list asks for a filter (architecture.md §3). */
export const maxOpenHolds = 10_000;

/** Every hold of the entities that has not ended, the oldest first. */
export async function openHoldEntries(entities: readonly AuthorizedEntity[]): Promise<readonly ListedHold[]> {
  const limit = maxOpenHolds + 1;
  const lists = await Promise.all(
    entities.map(async (entity) => listed(entity, await queryList(openHoldsList(entity), { limit }))),
  );
  const entries = lists.flat();
  if (entries.length > maxOpenHolds) throw refuse('too-many-open-holds', { maximum: maxOpenHolds });
  return entries.toSorted((a, b) => compare(a.sort, b.sort));
}

/** Customers of the entity that have holds which have not ended. */
export async function customersWithOpenHolds(entity: AuthorizedEntity): Promise<readonly CustomerId[]> {
  const items = await queryList(openHoldsList(entity), { limit: Number.MAX_SAFE_INTEGER });
  return [...new Set(listed(entity, items).map(({ row }) => row.customer))];
}

const chunk = 500;

/** The ended holds before a place that fit, the latest first; they grow without end, so no more is read than needed. */
export async function endedHoldEntries(
  entities: readonly AuthorizedEntity[],
  before: string | undefined,
  fits: (entry: ListedHold) => boolean,
  limit: number,
): Promise<readonly ListedHold[]> {
  const lists = await Promise.all(entities.map(async (entity) => endedOf(entity, before, fits, limit)));
  return lists.flat().toSorted((a, b) => compare(b.sort, a.sort));
}

async function endedOf(
  entity: AuthorizedEntity,
  before: string | undefined,
  fits: (entry: ListedHold) => boolean,
  limit: number,
): Promise<readonly ListedHold[]> {
  const found: ListedHold[] = [];
  let from = before;
  while (found.length < limit) {
    const read = listed(entity, await queryList(endedHoldsList(entity), { before: from, limit: chunk }));
    found.push(...read.filter(fits));
    from = read.at(-1)?.sort;
    if (read.length < chunk) break;
  }
  return found.slice(0, limit);
}

function listed(entity: AuthorizedEntity, items: readonly Readonly<Record<string, unknown>>[]): readonly ListedHold[] {
  return items.map((item) => ({ entity, sort: String(item['listSort']), row: holdRowCodec(item['row'], 'row') }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
