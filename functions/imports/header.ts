import { InvalidRequest, type FieldError } from '../problem.ts';
import { importColumns, type Columns, type ImportKind } from './import-kinds.ts';

/** The line of column codes, in any order; what is missing, unknown or there twice is refused. */
export function checkHeader(kind: ImportKind, header: readonly string[]): void {
  const columns: Columns = importColumns[kind];
  const wrong = (column: string, code: string, detail: string): FieldError => ({
    pointer: `/columns/${column}`,
    code,
    detail,
  });
  const errors = [
    ...Object.entries(columns)
      .filter(([name, { isRequired }]) => isRequired && !header.includes(name))
      .map(([name]) => wrong(name, 'column-missing', 'is missing')),
    ...header
      .filter((name) => !Object.hasOwn(columns, name))
      .map((name) => wrong(name, 'column-unknown', `is not a column of ${kind}: ${Object.keys(columns).join(', ')}`)),
    ...header
      .filter((name, index) => header.indexOf(name) !== index)
      .map((name) => wrong(name, 'column-twice', 'is there twice')),
  ];
  if (errors.length > 0) throw new InvalidRequest(errors);
}
