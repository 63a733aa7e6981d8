import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '../harness/environment.ts';

const run = promisify(execFile);
const maxBuffer = 64 * 1024 * 1024;

/** Runs a script of this folder in a process of its own, so that what is planted there is planted nowhere else; what it prints is JSON. */
export async function inOwnProcess<T>(
  script: string,
  args: readonly string[],
  defect?: string,
): Promise<{ readonly printed: T; readonly told: string }> {
  const { stdout, stderr } = await run(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(defect === undefined ? [] : ['--import', './test/simulation/plant.ts']),
      `test/simulation/${script}`,
      ...args,
    ],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, ...testEnvironment, DEFECT: defect, POWERTOOLS_LOG_LEVEL: 'SILENT' },
      maxBuffer,
    },
  );
  return { printed: JSON.parse(stdout) as T, told: stderr };
}
