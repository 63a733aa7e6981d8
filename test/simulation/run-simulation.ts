import type { DefectName } from './defects.ts';
import { inOwnProcess } from './in-own-process.ts';
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

export async function runSimulation(wanted: Wanted): Promise<Simulated & { readonly told: string }> {
  const { from, to, defect, scenario, isBesideEngine = false, isTold = false } = wanted;
  const args = [
    `--from=${from}`,
    `--to=${to}`,
    ...(scenario === undefined ? [] : [`--scenario=${scenario}`]),
    ...(isBesideEngine ? ['--beside-engine'] : []),
    ...(isTold ? ['--tell'] : []),
  ];
  const { printed, told } = await inOwnProcess<Simulated>('simulate.ts', args, defect);
  return { ...printed, told };
}
