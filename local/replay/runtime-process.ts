import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoUserName } from '../demo.ts';
import { UsageError } from './usage-error.ts';

/** What the runtime says once it is up. */
export type Started = { readonly url: string; readonly tokens: Readonly<Record<DemoUserName, string>> };

export type RuntimeProcess = Started & {
  /** Ends it, and deletes its data unless they are to be kept. */
  readonly stop: () => Promise<void>;
};

/** The local runtime as a process of its own, so that it has a core to itself, on a folder of its own. */
export async function startRuntimeProcess(keepIn: string | undefined): Promise<RuntimeProcess> {
  const folder = keepIn === undefined ? mkdtempSync(join(tmpdir(), 'holdfast-replay-')) : emptyFolder(keepIn);
  const child = fork(join(import.meta.dirname, 'runtime-child.ts'), [folder], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Its log is no part of the table.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd, 'ipc'],
    // A group of its own, so that Ctrl-C reaches us alone and it ends in order; where we are killed it ends by itself.
    detached: true,
  });
  const stop = async (): Promise<void> => {
    await end(child);
    if (keepIn === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startedBy(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function emptyFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new UsageError(`${folder} is not empty: name a new folder, since a replay starts from nothing.`);
  return folder;
}

async function startedBy(child: ChildProcess): Promise<Started> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the local runtime did not start (exit code ${code})`)));
    child.once('message', (message) => resolve(message as Started));
  });
}

/** It stops in order when it hears no more of us. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  await ended;
}
