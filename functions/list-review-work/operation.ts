import type * as z from 'zod/mini';
import type { Rulebook } from '../../domain/compile-rulebook.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { isOneOf } from '../is-one-of.ts';
import { pageOfWanted, type Page } from '../page.ts';
import { reviewWorkOnWire } from '../review-work-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findReviewWork, type FoundWork } from '../store/find-review-work.ts';
import { joined } from '../store/keys.ts';
import { listedWorkOf, sortOf, type WorkEntry } from '../store/review-work.ts';
import type { listReviewWork } from './contract.ts';

type Query = z.output<(typeof listReviewWork)['query']>;
type Row = ReturnType<typeof reviewWorkOnWire>;
type Read = { readonly listSort: string } & (
  { readonly isWanted: true; readonly row: Row } | { readonly isWanted: false }
);

/** Only what is still so at this moment. */
export async function reviewWorkPage(entity: AuthorizedEntity, query: Query): Promise<Page<Row>> {
  const { limit: _limit, cursor: _cursor, ...filters } = query;
  const scope = JSON.stringify(['list-review-work', entity, filters]);
  const now = liveWork(entity);
  const read = async ({ after, limit }: { readonly after: string | undefined; readonly limit: number }) => {
    const entries = await listedWorkOf(entity, filters.kind, { after: after ?? filters.from, limit });
    const within = entries.filter(({ work }) => !('date' in work) || work.date <= (filters.to ?? work.date));
    // The last one only tells that there is more.
    const looked = within.map(async (entry, index): Promise<Read> => {
      if (index + 1 < limit) return lookedAt(entity, filters, entry, now.of);
      return { listSort: entry.listSort, isWanted: false };
    });
    return Promise.all(looked);
  };
  const { items, nextCursor } = await pageOfWanted(
    scope,
    query,
    read,
    ({ listSort }) => listSort,
    () => now.count() >= query.limit,
  );
  return { items: items.flatMap((entry) => (entry.isWanted ? [entry.row] : [])), nextCursor };
}

type LiveWork = (entry: WorkEntry) => Promise<FoundWork | undefined>;

/** Each subject is read once a request, as is the rulebook; `count`: of so many that were read. */
function liveWork(entity: AuthorizedEntity): { readonly of: LiveWork; readonly count: () => number } {
  const read = new Map<string, Promise<FoundWork | undefined>>();
  let rulebook: Promise<Rulebook> | undefined;
  return {
    count: () => read.size,
    of: ({ subject }) => {
      const name = joined(subject.kind, subject.id);
      rulebook ??= readRulebookInForce(entity, true);
      const found = read.get(name) ?? findReviewWork(entity, subject, rulebook);
      read.set(name, found);
      return found;
    },
  };
}

async function lookedAt(
  entity: AuthorizedEntity,
  { creditManagementGroup: groups }: Pick<Query, 'creditManagementGroup'>,
  entry: WorkEntry,
  now: LiveWork,
): Promise<Read> {
  const { listSort, subject, since } = entry;
  const isNot = { listSort, isWanted: false } as const;
  if (!isOneOf(groups, entry.creditManagementGroup)) return isNot;
  const found = await now(entry);
  const work = found?.work.find((one) => sortOf(one) === sortOf(entry.work));
  if (found === undefined || work === undefined || !isOneOf(groups, found.creditManagementGroup)) return isNot;
  return { listSort, isWanted: true, row: reviewWorkOnWire(entity, { ...found, subject, work, since }) };
}
