import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testEnvironment } from '../harness/environment.ts';
import type { DefectName } from './defects.ts';
import type { ScenarioName } from './scenarios.ts';
import type { Simulated } from './simulate.ts';

export type Wanted = {
  readonly from: number;
  readonly to: number;
  readonly defect?: DefectName | undefined;
  readonly scenario?: ScenarioName | undefined;
};

const run = promisify(execFile);

/** Runs schedules in a process of their own, so that what is planted there is planted nowhere else. */
export async function runSimulation({ from, to, defect, scenario }: Wanted): Promise<Simulated> {
  const { stdout } = await run(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(defect === undefined ? [] : ['--import', './test/simulation/plant.ts']),
      'test/simulation/simulate.ts',
      `--from=${from}`,
      `--to=${to}`,
      ...(scenario === undefined ? [] : [`--scenario=${scenario}`]),
    ],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, ...testEnvironment, DEFECT: defect, POWERTOOLS_LOG_LEVEL: 'SILENT' },
    },
  );
  return JSON.parse(stdout) as Simulated;
}
