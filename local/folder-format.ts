import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedFormat } from '../functions/store/table-definition.ts';
import { writeWhole } from './write-whole.ts';

/** Refuses data that another version left here in a form of its own; a folder without data gets this version's number. */
export function checkFormat(folder: string): void {
  const file = join(folder, 'format');
  const found = existsSync(file) ? readFileSync(file, 'utf8') : hasData(folder) ? 'none' : undefined;
  if (found === undefined) return writeWhole(file, String(storedFormat));
  if (found === String(storedFormat)) return;
  throw new Error(
    `Another version of Holdfast wrote the data in ${folder}: their format is ${found}, this version reads ${storedFormat}. ` +
      `Set HOLDFAST_DATA to another folder, or delete ${folder} to begin anew.`,
  );
}

function hasData(folder: string): boolean {
  return ['table.sqlite', 'queues/fauxqs.db'].some((data) => existsSync(join(folder, data)));
}
