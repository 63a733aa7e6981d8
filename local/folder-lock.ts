import { readFileSync, writeFileSync } from 'node:fs';
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
    const holder = `Process ${readFileSync(holderFile, 'utf8')} runs on the data in ${folder}.`;
    console.error(`${holder} Waiting for it to stop.`);
    database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    if (!isTaken(database)) throw new Error(`${holder} Stop it first, or set HOLDFAST_DATA to another folder.`);
  }
  writeFileSync(holderFile, String(process.pid));
  return () => database.close();
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
