import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file whole or not at all, also where the process is killed meanwhile. */
export function writeWhole(file: string, text: string, mode = 0o666): void {
  writeFileSync(`${file}.new`, text, { mode });
  renameSync(`${file}.new`, file);
}
