import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { endLeftoverEngines, recordEngine } from './engine-record.ts';
import { freePort } from './free-port.ts';

/** A DynamoDB engine to send requests to. `stop` ends only what was started here. */
export type Engine = { readonly endpoint: string; readonly stop: () => Promise<void> };

/** Hears how an engine ended that nobody stopped. */
type OnDeath = (how: string) => void;

const maxAttempts = 3;

/**
 * Starts the engine on a free port of 127.0.0.1, its data in `folder`, or in memory where none is given.
 * `DYNAMODB_ENDPOINT` names another engine (DynamoDB Local, AWS); then none is started.
 */
export async function startEngine(folder?: string, onDeath: OnDeath = () => {}): Promise<Engine> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') return { endpoint: given, stop: async () => {} };
  await endLeftoverEngines(folder);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await spawnEngine(await freePort(), folder, onDeath);
    } catch (error) {
      // Another process may have taken the port since it was found free.
      if (attempt === maxAttempts) throw error;
    }
  }
}

async function spawnEngine(port: number, folder: string | undefined, onDeath: OnDeath): Promise<Engine> {
  const data = folder === undefined ? [] : ['--db-path', join(folder, 'table.sqlite')];
  // A group of its own, so that Ctrl-C reaches us alone and requests under way can end first.
  const child = spawn(binary(), ['serve', '--host', '127.0.0.1', '--port', String(port), ...data], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const forget = recordEngine(child.pid, folder);
  const kill = (): void => void child.kill('SIGKILL');
  endWithParent(kill);
  child.once('exit', () => {
    process.removeListener('exit', kill);
    forget();
  });
  await listening(child);
  const die = (code: number | null, signal: string | null): void => onDeath(signal ?? `exit code ${code}`);
  child.once('exit', die);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.removeListener('exit', die);
      await stop(child);
    },
  };
}

/** What `exit` handlers do not see: a signal that nobody else handles would end us without them. */
function endWithParent(kill: () => void): void {
  process.once('exit', kill);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      if (process.listenerCount(signal) === 0) process.exit(1);
    });
  }
}

async function listening(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8');
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the DynamoDB engine ended at once: ${said.trim()}`)));
    child.stderr?.on('data', (text: string) => {
      said += text;
      if (said.includes('listening on')) resolve();
    });
  });
  child.stderr?.removeAllListeners('data').resume();
  child.unref();
  (child.stderr as unknown as { unref?: () => void }).unref?.();
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.ref();
  child.kill('SIGTERM');
  await ended;
}

function binary(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return join(createRequire(import.meta.url).resolve(`@dynoxide/${platform}/package.json`), '..', 'dynoxide');
  } catch {
    throw new Error(
      `There is no DynamoDB engine for ${platform} here. Start DynamoDB Local and set DYNAMODB_ENDPOINT to its address, for example http://127.0.0.1:8000.`,
    );
  }
}
