import { parseArgs } from 'node:util';
import { besideEngine } from './beside-engine.ts';
import { play } from './schedule.ts';
import { scenarioOf, scenarios } from './scenarios/scenarios.ts';
import { setStage } from './stage.ts';
import { makeTheatre } from './theatre.ts';
import { makeWorld } from './world.ts';

/**
 * Plays schedules `--from` to `--to` until one violates an invariant and prints as JSON how many it played and what it found. A
 * seed decides the scenario and every choice in it; `--scenario` leaves out the seeds of all others.
 */
export type Simulated = {
  readonly ran: number;
  readonly seed?: number;
  readonly violations: readonly string[];
  /** Requests that were asked of an engine too (`--beside-engine`). */
  readonly compared: number;
};

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '100' },
    scenario: { type: 'string' },
    'beside-engine': { type: 'boolean', default: false },
    tell: { type: 'boolean', default: false },
  },
});

const tell = values.tell ? (line: string): void => console.error(line) : undefined;
const beside = values['beside-engine'] ? besideEngine() : undefined;
const world = makeWorld(beside?.compare);
const theatre = makeTheatre(world, await setStage(), beside);
const simulated = await simulate(Number(values.from), Number(values.to));
console.log(JSON.stringify({ ...simulated, compared: beside?.compared() ?? 0 } satisfies Simulated));
// What died in a schedule never ends by itself.
process.exit();

async function simulate(from: number, to: number): Promise<Omit<Simulated, 'compared'>> {
  let ran = 0;
  for (let seed = from; seed <= to; seed += 1) {
    const name = scenarioOf(seed);
    if (values.scenario !== undefined && name !== values.scenario) continue;
    ran += 1;
    const violations = await play(theatre, name, scenarios[name], seed, tell);
    if (violations.length > 0) return { ran, seed, violations };
  }
  return { ran, violations: [] };
}
