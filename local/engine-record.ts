import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

type Recorded = { readonly engine: number; readonly parent: number };

/** Engines in memory have no folder of their own. */
const inMemoryFolder = join(tmpdir(), 'holdfast-engines');

/** Writes down an engine's process id beside its data; the answer takes the note away again. */
export function recordEngine(engine: number | undefined, folder = inMemoryFolder): () => void {
  if (engine === undefined) return () => {};
  mkdirSync(folder, { recursive: true });
  const file = join(folder, recordName(engine, folder));
  writeFileSync(file, JSON.stringify({ engine, parent: process.pid } satisfies Recorded));
  return () => rmSync(file, { force: true });
}

/** A parent that was killed leaves its engine running, and with it the lock on the data. */
export async function endLeftoverEngines(folder = inMemoryFolder): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((entry) => /^engine.*\.json$/.test(entry))) {
    const file = join(folder, name);
    const recorded = readRecord(file);
    const parent = recorded === undefined ? undefined : parentOfEngine(recorded.engine);
    if (recorded !== undefined && parent === recorded.parent) {
      if (folder === inMemoryFolder) continue;
      throw new Error(
        `Process ${recorded.parent} already runs on the data in ${folder}. Stop it first, or set HOLDFAST_DATA to another folder.`,
      );
    }
    if (recorded !== undefined && parent !== undefined) await end(recorded.engine);
    rmSync(file, { force: true });
  }
}

function recordName(engine: number, folder: string): string {
  return folder === inMemoryFolder ? `engine-${engine}.json` : 'engine.json';
}

function readRecord(file: string): Recorded | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  } catch {
    return undefined;
  }
}

/** The parent of a running engine; undefined where the process is gone or its number now belongs to something else. */
function parentOfEngine(pid: number): number | undefined {
  try {
    const [, name, state, parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === 'dynoxide' && state !== 'Z' ? Number(parent) : undefined;
  } catch {
    return undefined;
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  while (parentOfEngine(pid) !== undefined) await setTimeout(5);
}
