import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * Calls back once the process that started this one has gone. npm starts scripts through a shell, which would live on
 * after its npm was killed, so a shell's parent counts too.
 */
export function watchParent(onGone: () => void): () => void {
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function ancestors(): string {
  const parent = process.ppid;
  const [, name = '', grandparent = ''] = /^\d+ \((.*)\) \S (\d+)/.exec(statOf(parent)) ?? [];
  return isScriptShell(name, parent) ? `${parent} ${grandparent}` : String(parent);
}

function isScriptShell(name: string, pid: number): boolean {
  return ['sh', 'dash', 'bash'].includes(name) && commandOf(pid).includes('local/start.ts');
}

function statOf(pid: number): string {
  return read(`/proc/${pid}/stat`);
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

/** Only Linux has these files; elsewhere the parent alone is watched. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
