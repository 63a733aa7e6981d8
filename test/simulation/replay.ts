import type { DefectName } from './defects.ts';
import { runSimulation } from './run-simulation.ts';

/** Plays one schedule again and tells it step by step: `npm run simulation:replay SEED [DEFECT]`. */
const [seed = '1', defect] = process.argv.slice(2);
const wanted = { from: Number(seed), to: Number(seed), isTold: true };
const { told, violations } = await runSimulation({ ...wanted, defect: defect as DefectName | undefined });
console.log(told);
console.log(violations.length === 0 ? `seed ${seed}: nothing is violated` : violations.join('\n'));
process.exitCode = violations.length === 0 ? 0 : 1;
