import { parseArgs } from 'node:util';
import { interleave } from './gate.ts';
import { stuckHolds, watch } from './invariants.ts';
import { seeded } from './random.ts';
import { scenarios } from './scenarios.ts';
import { resetClock, setStage, type Stage } from './stage.ts';
import type { Scenario } from './steps.ts';

/**
 * Runs schedules `--from` to `--to` until one violates an invariant or the time is up, and prints as JSON how many it ran and
 * what it found. A seed decides the scenario and every choice in it; `--scenario` leaves out the seeds of all others.
 */
export type Simulated = { readonly ran: number; readonly seed?: number; readonly violations: readonly string[] };

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '60' },
    scenario: { type: 'string' },
  },
});

// What production leaves to chance while it waits.
Math.random = () => 0;
console.log(JSON.stringify(await simulate(Number(values.from), Number(values.to))));

async function simulate(from: number, to: number): Promise<Simulated> {
  const stage = await setStage();
  const endsAt = Date.now() + Number(values.seconds) * 1_000;
  let ran = 0;
  for (let seed = from; seed <= to && Date.now() < endsAt; seed += 1) {
    const [name, scenario] = scenarioOf(seed);
    if (values.scenario !== undefined && name !== values.scenario) continue;
    ran += 1;
    const violations = await runSchedule(stage, seed, scenario);
    if (violations.length > 0) return { ran, seed, violations };
  }
  return { ran, violations: [] };
}

function scenarioOf(seed: number): readonly [string, Scenario] {
  const all = Object.entries(scenarios);
  const found = all[seed % all.length];
  if (found === undefined) throw new Error('there are no scenarios');
  return found;
}

async function runSchedule(stage: Stage, seed: number, scenario: Scenario): Promise<readonly string[]> {
  const customer = `C${seed}`;
  resetClock(stage);
  await scenario.prepare(stage, customer);
  const tasks = scenario.tasks(stage, customer);
  const watched = watch(customer, tasks);
  const runs = tasks.map(({ run }) => run);
  let commits = 0;
  await interleave(runs, seeded(seed), async (carried) => {
    await watched.onCarried(carried);
    if (scenario.takesTime === true) resetClock(stage, (commits += 1));
  });
  const found = watched.violations.length > 0 ? watched.violations : await stuckHolds(stage, customer);
  return found.map((violation) => `${scenario.name}: ${violation}`);
}
