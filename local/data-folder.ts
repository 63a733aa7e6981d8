import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { checkFormat } from './folder-format.ts';
import { lockFolder } from './folder-lock.ts';

/** `HOLDFAST_DATA`, or `.data` beside package.json; made where it is not there yet. */
export function openDataFolder(): string {
  const given = process.env['HOLDFAST_DATA'];
  const folder = given === undefined || given === '' ? join(import.meta.dirname, '..', '.data') : resolve(given);
  for (const part of ['queues', 'tokens']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  return folder;
}

/** Takes the folder for this process alone, and refuses data that it cannot read; the answer gives the folder back. */
export function holdDataFolder(folder: string): () => void {
  const release = lockFolder(folder);
  checkFormat(folder);
  return release;
}

/** Keeps a token where a command can read it; gives the path as one would type it here. */
export function keepToken(folder: string, name: string, token: string): string {
  const file = join(folder, 'tokens', name);
  writeFileSync(file, token, { mode: 0o600 });
  const typed = relative(process.cwd(), file);
  return typed.startsWith('..') ? file : typed;
}
