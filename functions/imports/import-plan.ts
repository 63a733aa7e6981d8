import type { ImportId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { getImport, listParts, readPart, type ImportPart, type StoredImport } from '../store/imports.ts';
import { csvRows } from './csv-rows.ts';

/** Some rows of one part. `row` is the number of the first in the whole file, where the line of columns has none. */
export type RowSlice = Pick<ImportPart, 'part' | 'hash'> & {
  /** The line of columns, which the first part begins with. */
  readonly header: readonly string[];
  readonly row: number;
  readonly from: number;
  readonly count: number;
};

/** So few that their import stays far below a function's time. */
const largestSlice = 100;

/** All rows in the order of the file; none of a file that has not come whole. */
export async function rowSlices(entity: AuthorizedEntity, file: ImportId): Promise<readonly RowSlice[]> {
  const { delimiter } = await getImport(entity, file);
  const parts = await listParts(entity, file);
  const [first] = parts;
  const text = first === undefined ? undefined : await readPart(entity, file, first);
  if (text === undefined) return [];
  const [header = []] = csvRows(text, delimiter);
  let row = 1;
  return parts.flatMap(({ part, hash, rows }) => {
    const first = row;
    row += rows;
    const starts = Array.from({ length: Math.ceil(rows / largestSlice) }, (_, index) => index * largestSlice);
    return starts.map((from) => ({
      part,
      hash,
      header,
      from,
      row: first + from,
      count: Math.min(largestSlice, rows - from),
    }));
  });
}

const mostNamed = 100;

export function missingParts(expected: number, came: readonly ImportPart[]): readonly number[] {
  const there = new Set(came.map(({ part }) => part));
  const all = Array.from({ length: expected }, (_, index) => index + 1);
  return all.filter((part) => !there.has(part)).slice(0, mostNamed);
}

/** The rows of a slice; `undefined` where its part was replaced. */
export async function readSlice(
  entity: AuthorizedEntity,
  file: StoredImport,
  slice: RowSlice,
): Promise<readonly (readonly string[])[] | undefined> {
  const text = await readPart(entity, file.import, slice);
  if (text === undefined) return undefined;
  const first = (slice.part === 1 ? 1 : 0) + slice.from;
  return csvRows(text, file.delimiter).slice(first, first + slice.count);
}
