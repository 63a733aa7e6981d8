import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from './environment.ts';
import type { SamFunction } from './functions.ts';
import type { Outcome } from './invocation.ts';

const timeoutMs = 30_000;

/** The file and the export that a function's `Handler` names, or why there is none. */
function handlerOf({ codeFolder, handler }: SamFunction): { readonly file: string; readonly exported: string } {
  const [module = '', exported = ''] = handler.split('.');
  if (codeFolder === undefined) throw new Error('the template does not say where its code is');
  if (!existsSync(codeFolder)) throw new Error(`its code folder is missing: ${codeFolder}`);
  const file = join(codeFolder, `${module}.mjs`);
  if (!existsSync(file)) throw new Error(`its handler is missing: ${file}`);
  return { file, exported };
}

/** What a function declares, with the values that `--env-vars` has for it; it adds no variable that is not declared. */
function declaredEnvironment({ environment }: SamFunction, given: Environment): Environment {
  return Object.fromEntries(
    [...environment].map(([name, value]) => {
      const resolved = given[name] ?? value;
      if (resolved === undefined) throw new Error(`its variable ${name} has no value outside of AWS`);
      return [name, resolved];
    }),
  );
}

/** Runs the bundle in a process of its own that knows its declared environment and what Lambda adds, and nothing else. */
export async function invoke(found: SamFunction, given: Environment, eventFile: string): Promise<Outcome> {
  const { file, exported } = handlerOf(found);
  const child = fork(
    fileURLToPath(new URL('invocation.ts', import.meta.url)),
    [found.name, file, exported, eventFile],
    {
      env: { ...lambdaEnvironment(found), ...declaredEnvironment(found, given) },
      execArgv: [],
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()));
  return new Promise((resolve) => {
    child.once('message', (outcome) => resolve(outcome as Outcome));
    child.once('error', ({ message }) => resolve({ error: message }));
    child.once('close', () => resolve({ error: `it ended without an answer: ${output.trim()}` }));
  });
}

function lambdaEnvironment({ name }: SamFunction): Environment {
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'sample',
    AWS_SECRET_ACCESS_KEY: 'sample',
    AWS_LAMBDA_FUNCTION_NAME: name,
  };
}
