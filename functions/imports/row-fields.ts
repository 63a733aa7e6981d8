import { importColumns, type Columns, type ImportKind } from './import-kinds.ts';

/** What is wrong with a row: in which column, `null` where it is no column's, and why. */
export type RowError = { readonly column: string | null; readonly code: string; readonly detail: string };
export type RowFields = Readonly<Record<string, string | number | boolean>>;
export type ReadRow = { readonly fields: RowFields } | { readonly errors: readonly RowError[] };

/** The cells of a row as the fields that they name; an empty cell is none. */
export function rowFields(kind: ImportKind, header: readonly string[], row: readonly string[]): ReadRow {
  if (row.length !== header.length) {
    return {
      errors: [{ column: null, code: 'column-count', detail: `has ${row.length} cells, not ${header.length}` }],
    };
  }
  const columns: Columns = importColumns[kind];
  const errors: RowError[] = [];
  const fields: Record<string, string | number | boolean> = {};
  for (const [index, name] of header.entries()) {
    const cell = (row[index] ?? '').trim();
    if (cell === '') continue;
    const type = columns[name]?.type ?? 'text';
    if (type === 'flag' && cell !== 'true' && cell !== 'false') {
      errors.push({ column: name, code: 'not-a-flag', detail: 'must be true or false' });
    } else if (type === 'integer' && !/^\d{1,15}$/.test(cell)) {
      errors.push({ column: name, code: 'not-an-integer', detail: 'must be a whole number' });
    } else {
      fields[name] = type === 'flag' ? cell === 'true' : type === 'integer' ? Number(cell) : cell;
    }
  }
  return errors.length > 0 ? { errors } : { fields };
}
