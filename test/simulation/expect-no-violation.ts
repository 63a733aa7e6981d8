import { expect } from 'vitest';
import { runSimulation, type Wanted } from './run-simulation.ts';

/** Plays every schedule from one to another, and shows how to play the one again that violates something. */
export async function expectNoViolation(wanted: Wanted): Promise<void> {
  const { ran, seed, violations } = await runSimulation(wanted);
  expect(violations, `node test/simulation/replay.ts ${seed}`).toEqual([]);
  expect(ran).toBe(wanted.to - wanted.from + 1);
}
