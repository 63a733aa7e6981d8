import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '../harness/environment.ts';
import type { DefectName } from './defects.ts';
import type { ScenarioName } from './scenarios/scenarios.ts';
import type { Simulated } from './simulate.ts';

export type Wanted = {
  readonly from: number;
  readonly to: number;
  readonly defect?: DefectName | undefined;
  readonly scenario?: ScenarioName | undefined;
  /** Put the engine that `DYNAMODB_ENDPOINT` names beside the in-memory table, and compare. */
  readonly isBesideEngine?: boolean;
  /** Tell what happens, step by step. */
  readonly isTold?: boolean;
};

const run = promisify(execFile);
const maxBuffer = 64 * 1024 * 1024;

/** Plays schedules in a process of their own, so that what is planted there is planted nowhere else. */
export async function runSimulation(wanted: Wanted): Promise<Simulated & { readonly told: string }> {
  const { from, to, defect, scenario, isBesideEngine = false, isTold = false } = wanted;
  const { stdout, stderr } = await run(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(defect === undefined ? [] : ['--import', './test/simulation/plant.ts']),
      'test/simulation/simulate.ts',
      `--from=${from}`,
      `--to=${to}`,
      ...(scenario === undefined ? [] : [`--scenario=${scenario}`]),
      ...(isBesideEngine ? ['--beside-engine'] : []),
      ...(isTold ? ['--tell'] : []),
    ],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, ...testEnvironment, DEFECT: defect, POWERTOOLS_LOG_LEVEL: 'SILENT' },
      maxBuffer,
    },
  );
  return { ...(JSON.parse(stdout) as Simulated), told: stderr };
}
