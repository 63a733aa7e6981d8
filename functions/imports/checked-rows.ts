import { InvalidRequest } from '../problem.ts';
import type { StoredImport } from '../store/imports.ts';
import { csvRows } from './csv-rows.ts';
import { checkHeader } from './header.ts';
import type { ImportKind } from './import-kinds.ts';

/** How many rows a part has, once its text, and of the first one its columns, are right. */
export function checkedRows(file: StoredImport, part: number, csv: string): number {
  if (part > file.parts) throw wrongPart(file.parts);
  const rows = csvRows(csv, file.delimiter);
  if (part > 1) return rows.length;
  checkHeader(file.kind as ImportKind, rows[0] ?? []);
  return rows.length - 1;
}

function wrongPart(parts: number): InvalidRequest {
  return new InvalidRequest([{ pointer: '/path/part', code: 'too_big', detail: `is of ${parts} parts` }]);
}
