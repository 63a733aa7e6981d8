import * as z from 'zod/mini';
import { csvOfLines } from './csv.ts';
import { pageQuery, type Page } from './page.ts';

/** What every export in pages takes. */
export const exportQuery = z.extend(pageQuery, {
  format: z._default(z.enum(['csv', 'json']), 'csv'),
});

export const pagesOfCsv =
  'CSV is UTF-8 with a byte order mark and a line of column codes first, in every page; what is not known is empty, and a cell that a ' +
  'spreadsheet would run as a formula begins with an apostrophe. Where there is more, the `link` header names the next page, as ' +
  '`nextCursor` does in JSON.';

type Query = { readonly format: 'csv' | 'json' } & Readonly<
  Record<string, string | number | readonly string[] | undefined>
>;

/** A page as it was asked for. */
export function exportedPage<C extends string, L extends Parameters<typeof csvOfLines<C>>[1][number]>(
  query: Query,
  columns: readonly C[],
  { items, nextCursor }: Page<L>,
) {
  if (query.format === 'json') return { body: { items, nextCursor } };
  const nextPage = nextCursor === null ? undefined : queryOf({ ...query, cursor: nextCursor });
  return { body: csvOfLines(columns, items), nextPage };
}

function queryOf(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value = []]) =>
    [value].flat().map((one) => [name, String(one)] as [string, string]),
  );
  return `?${new URLSearchParams(pairs).toString()}`;
}
