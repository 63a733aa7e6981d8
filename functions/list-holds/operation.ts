import type * as z from 'zod/mini';
import { endedHoldStates, type HoldState } from '../../domain/hold.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { encodeCursor } from '../cursor.ts';
import { holdEntryOnWire } from '../hold-wire.ts';
import { cutPage, placeOf, type Page } from '../page.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { endedHoldEntries, openHoldEntries, type ListedHold } from '../store/hold-list.ts';
import type { listHolds } from './contract.ts';

type Query = z.output<(typeof listHolds)['query']>;
type List = z.input<(typeof listHolds)['response']>;

/** §8.4: the holds of the user's entities, or of the one asked for, that fit the filters. */
export async function holdList(entities: readonly AuthorizedEntity[], query: Query): Promise<List> {
  const asked = entitiesOf(entities, query);
  const { limit: _limit, cursor: _cursor, ...filters } = query;
  const scope = JSON.stringify(['list-holds', filters]);
  const place = placeOf(scope, query)?.[0];
  const isEnded = query.state !== undefined && (endedHoldStates as readonly HoldState[]).includes(query.state);
  const fits = (entry: ListedHold): boolean => fitsFilters(entry, query);
  const { counts, ...page } = isEnded
    ? await endedPage(asked, scope, query, place, fits)
    : await openPage(asked, scope, query, place, fits);
  const currencies = await currenciesOf(page.items);
  const items = page.items.map((entry) => holdEntryOnWire(entry.row, entry.entity, currencies.get(entry.entity) ?? ''));
  return { items, nextCursor: page.nextCursor, counts };
}

type Fits = (entry: ListedHold) => boolean;
type HoldPage = Page<ListedHold> & Pick<List, 'counts'>;

async function openPage(
  entities: readonly AuthorizedEntity[],
  scope: string,
  query: Query,
  place: string | undefined,
  fits: Fits,
): Promise<HoldPage> {
  const found = (await openHoldEntries(entities, query.customer)).filter(fits);
  const rest = place === undefined ? found : found.filter(({ sort }) => sort > place);
  return { ...cutPage(scope, query, rest, ({ sort }) => [sort]), counts: countsOf(found) };
}

/** Where few fit, a page may hold less than asked for, or nothing, and the list still go on. */
async function endedPage(
  entities: readonly AuthorizedEntity[],
  scope: string,
  query: Query,
  place: string | undefined,
  fits: Fits,
): Promise<HoldPage> {
  const { entries, reached } = await endedHoldEntries(entities, place, fits, query.limit + 1);
  const page = cutPage(scope, query, entries, ({ sort }) => [sort]);
  const goesOnAt = reached === undefined ? null : encodeCursor(scope, [reached]);
  return { ...page, nextCursor: page.nextCursor ?? goesOnAt, counts: null };
}

/** An entity that the user may not see is as unknown as one that does not exist (§1.3). */
function entitiesOf(entities: readonly AuthorizedEntity[], { legalEntity }: Query): readonly AuthorizedEntity[] {
  if (legalEntity === undefined) return entities;
  const asked = entities.filter((entity) => entity === legalEntity);
  if (asked.length === 0) throw refuse('legal-entity-not-found', {});
  return asked;
}

function fitsFilters({ row }: ListedHold, { customer, reason, state }: Query): boolean {
  if (customer !== undefined && row.customer !== customer) return false;
  if (reason !== undefined && !row.reasons.includes(reason)) return false;
  return state === undefined || row.state === state;
}

async function currenciesOf(entries: readonly ListedHold[]): Promise<ReadonlyMap<string, string>> {
  const entities = [...new Set(entries.map(({ entity }) => entity))];
  const rulebooks = await Promise.all(entities.map((entity) => readRulebookInForce(entity, false)));
  return new Map(rulebooks.map(({ legalEntity, currency }) => [legalEntity, currency]));
}

function countsOf(entries: readonly ListedHold[]): NonNullable<List['counts']> {
  return {
    total: entries.length,
    byState: countsBy(entries, ({ row }) => [row.state]),
    byReason: countsBy(entries, ({ row }) => row.reasons),
  };
}

function countsBy<K extends string>(
  entries: readonly ListedHold[],
  keysOf: (entry: ListedHold) => readonly K[],
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const key of entries.flatMap(keysOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
