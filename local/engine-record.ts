import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';
import { writeWhole } from './write-whole.ts';

type Recorded = { readonly engine: ProcessIdentity; readonly parent: ProcessIdentity };

/** Engines in memory have no folder of their own. */
const inMemoryFolder = join(tmpdir(), 'holdfast-engines');

/** Writes down which process an engine is, beside its data; the answer takes the note away again. */
export function recordEngine(pid: number | undefined, folder = inMemoryFolder): () => void {
  const engine = pid === undefined ? undefined : identityOf(pid);
  const parent = identityOf(process.pid);
  if (engine === undefined || parent === undefined) return () => {};
  mkdirSync(folder, { recursive: true });
  const file = join(folder, folder === inMemoryFolder ? `engine-${engine.pid}.json` : 'engine.json');
  writeWhole(file, JSON.stringify({ engine, parent } satisfies Recorded));
  return () => rmSync(file, { force: true });
}

/** A parent that was killed leaves its engine running, on data that the next start gives to another. */
export async function endLeftoverEngines(folder = inMemoryFolder): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((entry) => /^engine.*\.json$/.test(entry))) {
    const file = join(folder, name);
    const recorded = readRecord(file);
    if (recorded !== undefined && isRunning(recorded.parent)) continue;
    if (recorded !== undefined) await end(recorded.engine);
    rmSync(file, { force: true });
  }
}

function readRecord(file: string): Recorded | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  } catch {
    return undefined;
  }
}

async function end(engine: ProcessIdentity): Promise<void> {
  if (isRunning(engine)) process.kill(engine.pid, 'SIGKILL');
  while (isRunning(engine)) await setTimeout(5);
}
