import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** `HOLDFAST_DATA`, or `.data` beside package.json; made where it is not there yet. */
export function openDataFolder(): string {
  const given = process.env['HOLDFAST_DATA'];
  const folder = given === undefined || given === '' ? join(import.meta.dirname, '..', '.data') : resolve(given);
  for (const part of ['queues', 'tokens']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  return folder;
}

/** Keeps a token where a command can read it; gives the path as one would type it here. */
export function keepToken(folder: string, name: string, token: string): string {
  const file = join(folder, 'tokens', name);
  writeFileSync(file, token, { mode: 0o600 });
  const typed = relative(process.cwd(), file);
  return typed.startsWith('..') ? file : typed;
}
