import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type StartedChild = {
  readonly process: ChildProcess;
  readonly url: string;
  readonly output: () => string;
  /** A token that the start kept for a demo user. */
  readonly token: (name: string) => string;
};

const root = join(import.meta.dirname, '../..');

/** A start that may not run yet. `said` waits for what it says, and fails where it ends before. */
export type StartingChild = {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
};

/** `npm start` as a process of its own on a data folder. */
export function startingChild(folder: string, environment: Readonly<Record<string, string>> = {}): StartingChild {
  const child = spawnStart(folder, environment);
  const output = collected(child);
  const said = async (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output());
        if (found !== null) resolve(found);
      };
      child.once('exit', (code) => reject(new Error(`start ended with ${code}: ${output()}`)));
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', look);
      look();
    });
  return { process: child, output, said };
}

/** The same, once it says that it runs. */
export async function startChild(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedChild> {
  const child = startingChild(folder, environment);
  const [, url = ''] = await child.said(/Holdfast runs at (http:\S+)/);
  const token = (name: string): string => readFileSync(join(folder, 'tokens', name), 'utf8');
  return { process: child.process, url, output: child.output, token };
}

/** A start that is expected to end by itself: its exit code and everything it said. */
export async function failingStart(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const child = spawnStart(folder, environment);
  const output = collected(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output() };
}

/** Ends a child by a signal, and waits until it has gone. */
export async function endChild(
  { process: child }: Pick<StartedChild, 'process'>,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}

function spawnStart(folder: string, environment: Readonly<Record<string, string>>): ChildProcess {
  // What the test run set for itself must not reach it: it has an engine and a table of its own.
  const { DYNAMODB_ENDPOINT: _engine, TABLE_NAME: _table, INSTALLATION_ADMINS: _admins, ...inherited } = process.env;
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'local/start.ts')], {
    cwd: root,
    env: { ...inherited, HOLDFAST_DATA: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collected(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}
