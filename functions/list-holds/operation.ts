import type * as z from 'zod/mini';
import type { Words } from '../../domain/words/words-in.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { encodeCursor } from '../cursor.ts';
import { findEndedHolds, findOpenHolds, type FoundHold } from '../found-holds.ts';
import { asksForEnded } from '../hold-filters.ts';
import { comparePlaces } from '../hold-order.ts';
import { holdEntryOnWire } from '../hold-wire.ts';
import { cutPage, placeOf, type Page } from '../page.ts';
import type { listHolds } from './contract.ts';

type Query = z.output<(typeof listHolds)['query']>;
type List = z.input<(typeof listHolds)['response']>;

/** §8.4: the holds of the user's entities that fit the filters. */
export async function holdList(
  entities: readonly AuthorizedEntity[],
  query: Query,
  names: Words['names'],
): Promise<List> {
  const { limit: _limit, cursor: _cursor, ...filters } = query;
  const scope = JSON.stringify(['list-holds', filters]);
  const place = placeOf(scope, query);
  const { counts, items, nextCursor } = asksForEnded(filters)
    ? await endedPage(entities, scope, query, place?.[0])
    : await openPage(entities, scope, query, place);
  return {
    items: items.map(({ row, entity, setting }) => holdEntryOnWire(row, entity, setting.currency, names)),
    nextCursor,
    counts,
  };
}

type HoldPage = Page<FoundHold> & Pick<List, 'counts'>;

async function openPage(
  entities: readonly AuthorizedEntity[],
  scope: string,
  query: Query,
  after: readonly string[] | undefined,
): Promise<HoldPage> {
  const found = await findOpenHolds(entities, query);
  const compare = comparePlaces(query);
  const rest = after === undefined ? found : found.filter(({ place }) => compare(place, after) > 0);
  return { ...cutPage(scope, query, rest, ({ place }) => place), counts: countsOf(found) };
}

/** Where few fit, a page may hold less than asked for, or nothing, and the list still go on. */
async function endedPage(
  entities: readonly AuthorizedEntity[],
  scope: string,
  query: Query,
  before: string | undefined,
): Promise<HoldPage> {
  const { holds, reached } = await findEndedHolds(entities, query, before, query.limit + 1);
  const page = cutPage(scope, query, holds, ({ sort }) => [sort]);
  const goesOnAt = reached === undefined ? null : encodeCursor(scope, [reached]);
  return { ...page, nextCursor: page.nextCursor ?? goesOnAt, counts: null };
}

function countsOf(entries: readonly FoundHold[]): NonNullable<List['counts']> {
  return {
    total: entries.length,
    byState: countsBy(entries, ({ row }) => [row.state]),
    byReason: countsBy(entries, ({ row }) => row.reasons),
  };
}

function countsBy<K extends string>(
  entries: readonly FoundHold[],
  keysOf: (entry: FoundHold) => readonly K[],
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of entries.flatMap(keysOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
