import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** As long as one may take to stop whose npm was killed a moment ago. */
const patienceMs = 5_000;
/** SQLITE_BUSY */
const isHeld = 5;

/**
 * Takes a data folder for this process; the answer gives it back. The lock is one that SQLite has of the operating system,
 * so that it ends with the process, however that ends.
 */
export function lockFolder(folder: string): () => void {
  const holderFile = join(folder, 'holder');
  const database = new DatabaseSync(join(folder, 'lock'));
  if (!isTaken(database)) {
    const holder = `${holderOf(holderFile)} runs on the data in ${folder}.`;
    console.error(`${holder} Waiting for it to stop.`);
    database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    if (!isTaken(database)) throw new Error(`${holder} Stop it first, or set HOLDFAST_DATA to another folder.`);
  }
  writeFileSync(holderFile, String(process.pid));
  return () => database.close();
}

/** Whether a process has the folder now, which may end at any time. */
export function isFolderHeld(folder: string): boolean {
  const file = join(folder, 'lock');
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file);
  try {
    return !isTaken(database);
  } finally {
    database.close();
  }
}

/** The one that took the lock a moment ago may not have said so yet. */
function holderOf(file: string): string {
  return existsSync(file) ? `Process ${readFileSync(file, 'utf8')}` : 'Another process';
}

function isTaken(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if ((error as { readonly errcode?: number }).errcode !== isHeld) throw error;
    return false;
  }
}
