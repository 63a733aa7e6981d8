import type { CustomerId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { queryPartition } from './credit-state.ts';
import { endedHoldsList, holdRowCodec, openHoldsList, type HoldRow } from './hold-item.ts';
import { customerPartition, openHoldPrefix } from './keys.ts';
import { queryList } from './list-index.ts';

/** A row of the hold list with its place: by time held, or for ended ones by time ended; unique over all entities. */
export type ListedHold = { readonly entity: AuthorizedEntity; readonly sort: string; readonly row: HoldRow };

/** Above, the list asks for a filter (docs/explanation/shape.md, "Storage"). */
export const maxOpenHolds = 10_000;

/**
 * Every hold of the entities that has not ended. Those of chosen customers come from their partitions, however many the entity
 * has.
 */
export async function openHoldEntries(
  entities: readonly AuthorizedEntity[],
  customers: readonly CustomerId[] | undefined,
): Promise<readonly ListedHold[]> {
  const lists = await Promise.all(
    entities.map(async (entity) =>
      listed(entity, await (customers === undefined ? openOfEntity(entity) : openOfCustomers(entity, customers))),
    ),
  );
  const entries = lists.flat();
  if (entries.length > maxOpenHolds) throw refuse('too-many-open-holds', { maximum: maxOpenHolds });
  return entries;
}

type Items = readonly Readonly<Record<string, unknown>>[];

function openOfEntity(entity: AuthorizedEntity): Promise<Items> {
  return queryList(openHoldsList(entity), { limit: maxOpenHolds + 1 });
}

async function openOfCustomers(entity: AuthorizedEntity, customers: readonly CustomerId[]): Promise<Items> {
  const partitions = [...new Set(customers)].map((customer) => customerPartition(entity, customer));
  return (await Promise.all(partitions.map((partition) => queryPartition(partition, openHoldPrefix, true)))).flat();
}

/** Every hold of the entity that has not ended, however many, for what the system does on its own. */
export async function openHoldEntriesOf(entity: AuthorizedEntity): Promise<readonly HoldRow[]> {
  const items = await queryList(openHoldsList(entity), { limit: Number.MAX_SAFE_INTEGER });
  return listed(entity, items).map(({ row }) => row);
}

/** Customers of the entity that have holds which have not ended. */
export async function customersWithOpenHolds(entity: AuthorizedEntity): Promise<readonly CustomerId[]> {
  return [...new Set((await openHoldEntriesOf(entity)).map(({ customer }) => customer))];
}

const chunk = 500;
/** Of each entity, for one page: a filter that nothing fits must not read all that ever ended. */
const maxEndedRead = 10_000;

/** `reached`: the place down to which was looked, where there may be more below it. */
export type EndedHolds = { readonly entries: readonly ListedHold[]; readonly reached: string | undefined };

/** From before a place down to one; without them, from the latest to the first. */
type Downwards = { readonly before?: string | undefined; readonly downTo?: string | undefined };

/** The ended holds of a stretch that fit, the latest first; they grow without end, so no more is read than needed. */
export async function endedHoldEntries(
  entities: readonly AuthorizedEntity[],
  stretch: Downwards,
  fits: (entry: ListedHold) => boolean,
  limit: number,
  readAtMost = maxEndedRead,
): Promise<EndedHolds> {
  const lists = await Promise.all(entities.map((entity) => endedOf(entity, stretch, fits, limit, readAtMost)));
  const stops = lists.flatMap(({ reached }) => reached ?? []);
  // Below where the first of them stopped, another entity's holds may be missing.
  const reached = stops.toSorted(compare).at(-1);
  const entries = lists.flatMap((list) => list.entries).filter(({ sort }) => reached === undefined || sort >= reached);
  return { entries: entries.toSorted((a, b) => compare(b.sort, a.sort)), reached };
}

async function endedOf(
  entity: AuthorizedEntity,
  { before, downTo = '' }: Downwards,
  fits: (entry: ListedHold) => boolean,
  limit: number,
  readAtMost: number,
): Promise<EndedHolds> {
  const entries: ListedHold[] = [];
  let reached = before;
  for (let count = 0; count < readAtMost && entries.length < limit; count += chunk) {
    const read = listed(entity, await queryList(endedHoldsList(entity), { before: reached, limit: chunk }));
    entries.push(...read.filter(fits));
    reached = read.at(-1)?.sort;
    if (read.length < chunk || (reached ?? '') < downTo) return { entries, reached: undefined };
  }
  return { entries, reached };
}

function listed(entity: AuthorizedEntity, items: Items): readonly ListedHold[] {
  return items.map((item) => ({ entity, sort: String(item['listSort']), row: holdRowCodec(item['row'], 'row') }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
