import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The process id of the engine that a start recorded beside its data. */
export function enginePid(folder: string): number {
  const record = JSON.parse(readFileSync(join(folder, 'engine.json'), 'utf8')) as { engine: { pid: number } };
  return record.engine.pid;
}

/** Whether it runs: one that ended may stay listed until whoever inherited it takes notice. */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

export async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await setTimeout(10);
}
