import { expect, test } from 'vitest';
import { runSimulation } from './run-simulation.ts';
import { scenarios } from './scenarios/scenarios.ts';

const schedules = 2 * Object.keys(scenarios).length;
/** No schedule gets by with less. */
const requestsASchedule = 10;

test('the engine answers every request of schedules as the in-memory table does', { timeout: 300_000 }, async () => {
  const { violations, ran, compared } = await runSimulation({ from: 1, to: schedules, isBesideEngine: true });
  expect(violations).toEqual([]);
  expect(ran).toBe(schedules);
  expect(compared).toBeGreaterThan(ran * requestsASchedule);
});
