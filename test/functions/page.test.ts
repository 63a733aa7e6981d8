import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor } from '../../functions/cursor.ts';
import { largestPage, pageOfWanted } from '../../functions/page.ts';

type Entry = { readonly place: string; readonly isWanted: boolean };

const entriesOf = (wanted: readonly boolean[]): readonly Entry[] =>
  wanted.map((isWanted, index) => ({ place: String(index).padStart(5, '0'), isWanted }));

/** The pages of a list, each with how many entries were read for it. */
async function pagesOf(entries: readonly Entry[], limit: number) {
  const pages: { readonly items: readonly Entry[]; readonly looked: number }[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    let looked = 0;
    const query = { limit, cursor };
    const read = ({ after = '', limit: most }: { readonly after?: string | undefined; readonly limit: number }) => {
      const stretch = entries.filter(({ place }) => place > after).slice(0, most);
      looked += stretch.length;
      return Promise.resolve(stretch);
    };
    const page = await pageOfWanted('scope', query, read, ({ place }) => place);
    pages.push({ items: page.items, looked });
    cursor = page.nextCursor;
  }
  return pages;
}

test('the pages together are the wanted entries, in order, none of them longer than asked for', async () => {
  const wanted = fc.array(fc.boolean(), { maxLength: 350 });
  await fc.assert(
    fc.asyncProperty(wanted, fc.integer({ min: 1, max: largestPage }), async (flags, limit) => {
      const entries = entriesOf(flags);
      const pages = await pagesOf(entries, limit);
      expect(pages.flatMap(({ items }) => items)).toEqual(entries.filter(({ isWanted }) => isWanted));
      for (const { items } of pages) expect(items.length).toBeLessThanOrEqual(limit);
    }),
  );
});

test.each([
  [4, 2, 2],
  [5, 2, 3],
  [100, 100, 1],
  [101, 100, 2],
  [0, 1, 1],
])('%i wanted entries in pages of %i are %i pages, and no entry is read twice for one', async (count, limit, pages) => {
  const found = await pagesOf(entriesOf(Array.from({ length: count }, () => true)), limit);
  expect(found).toHaveLength(pages);
  for (const { looked } of found) expect(looked).toBeLessThanOrEqual(limit + 1);
});

test('where few are wanted, a page looks at a thousand entries or so and the list goes on', async () => {
  const flags = Array.from({ length: 2_500 }, (_, index) => index === 2_400);
  const pages = await pagesOf(entriesOf(flags), 10);
  expect(pages.map(({ items }) => items.length)).toEqual([0, 0, 1]);
  for (const { looked } of pages) expect(looked).toBeLessThanOrEqual(1_200);
});

test('a list that costs much looks at no other stretch once that is enough', async () => {
  const entries = entriesOf(Array.from({ length: 300 }, () => false));
  const read = ({ after = '', limit }: { readonly after?: string | undefined; readonly limit: number }) =>
    Promise.resolve(entries.filter(({ place }) => place > after).slice(0, limit));
  const placesOf = async (isEnough: () => boolean) => {
    const page = await pageOfWanted('scope', { limit: 50 }, read, ({ place }) => place, isEnough);
    return { ...page, nextCursor: page.nextCursor === null ? null : decodeCursor('scope', page.nextCursor) };
  };
  expect(await placesOf(() => true)).toEqual({ items: [], nextCursor: ['00049'] });
  expect(await placesOf(() => false)).toEqual({ items: [], nextCursor: null });
});
