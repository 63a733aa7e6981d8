import * as z from 'zod/mini';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { pageSize } from './page-size.ts';
import { unchanging } from './unchanging.ts';

export const largestPage = 100;

/** What every list takes. */
export const pageQuery = z.strictObject({
  limit: pageSize(largestPage),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000))),
});
export type PageQuery = z.output<typeof pageQuery>;

/** What every list answers: `nextCursor` is null on the last page. */
export function pageOf<S extends z.ZodMiniType>(entry: S) {
  return z.strictObject({ items: unchanging(z.array(entry)), nextCursor: z.nullable(z.string()) });
}

export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

/** Where a list goes on: the place that the cursor holds, or `undefined` at its start. */
export function placeOf(scope: string, { cursor }: PageQuery): readonly string[] | undefined {
  return cursor === undefined ? undefined : decodeCursor(scope, cursor);
}

/** A page of what was read, which is one entry more than the page where there is more. */
export function cutPage<T>(
  scope: string,
  { limit }: PageQuery,
  read: readonly T[],
  placeOfEntry: (entry: T) => readonly string[],
): Page<T> {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  const isMore = read.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? encodeCursor(scope, placeOfEntry(last)) : null };
}

/** So many entries a request looks at for those that its filter wants. */
const mostLookedAt = 1_000;

/**
 * A page of the wanted entries of a list, of which `read` gives stretches. Where few are wanted it may hold fewer than `limit`, or
 * none, although the list goes on, as its cursor then says. `isEnough`: another stretch would cost too much.
 */
export async function pageOfWanted<T extends { readonly isWanted: boolean }>(
  scope: string,
  query: PageQuery,
  read: (stretch: Stretch) => Promise<readonly T[]>,
  placeOfEntry: (entry: T) => string,
  isEnough: () => boolean = () => false,
): Promise<Page<T>> {
  const items: T[] = [];
  const goesOnAt = (place: string) => ({ items, nextCursor: encodeCursor(scope, [place]) });
  let after = placeOf(scope, query)?.[0];
  let step = query.limit;
  for (let looked = 0; looked < mostLookedAt && (looked === 0 || !isEnough()); step = largestPage) {
    const entries = await read({ after, limit: step + 1 });
    const seen = entries.slice(0, step);
    for (const [index, entry] of seen.entries()) {
      after = placeOfEntry(entry);
      if (entry.isWanted) items.push(entry);
      if (items.length === query.limit && index + 1 < entries.length) return goesOnAt(after);
    }
    if (seen.length === entries.length || after === undefined) return { items, nextCursor: null };
    looked += step;
  }
  return goesOnAt(after ?? '');
}
type Stretch = { readonly after: string | undefined; readonly limit: number };

/** A page of a list that is in memory, by id. Entries added or removed between pages move no others. */
export function pageById<T>(
  scope: string,
  query: PageQuery,
  entries: readonly (readonly [string, T])[],
): Page<readonly [string, T]> {
  const after = placeOf(scope, query)?.[0];
  const rest = entries
    .filter(([id]) => after === undefined || id > after)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return cutPage(scope, query, rest, ([id]) => [id]);
}
