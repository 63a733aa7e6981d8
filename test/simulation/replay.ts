import { startEngine } from '../../local/engine.ts';
import type { DefectName } from './defects.ts';
import { runSimulation } from './run-simulation.ts';

/** Runs one schedule again: `node test/simulation/replay.ts SEED [DEFECT]`. */
const [seed = '1', defect] = process.argv.slice(2);
const engine = await startEngine();
process.env['DYNAMODB_ENDPOINT'] = engine.endpoint;
try {
  const wanted = { from: Number(seed), to: Number(seed) };
  const { violations } = await runSimulation({ ...wanted, defect: defect as DefectName | undefined });
  console.log(violations.length === 0 ? `seed ${seed}: nothing is violated` : violations.join('\n'));
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await engine.stop();
}
