import { readFileSync } from 'node:fs';

/** A process, told from whatever has its number later, after a restart of the machine too. */
export type ProcessIdentity = { readonly pid: number; readonly startedAt: string };

/** Undefined where no such process runs, and where the system is not Linux and has no files that say so. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const [, state, startedAt] = statPattern.exec(read(`/proc/${pid}/stat`)) ?? [];
  if (state === undefined || state === 'Z') return undefined;
  return { pid, startedAt: `${startedAt} since boot ${read('/proc/sys/kernel/random/boot_id').trim()}` };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  const running = identityOf(pid);
  return running !== undefined && running.startedAt === startedAt;
}

/** Number, name, state, and nineteen fields on the time at which it started, in ticks since the machine did. */
const statPattern = /^\d+ \(.*\) (\S)(?: \S+){18} (\d+) /s;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
