import { describe, expect, test } from 'vitest';
import { defects, type DefectName } from './defects.ts';
import { runSimulation } from './run-simulation.ts';

const schedules = { from: 1, to: 2_000, seconds: 10 };
/** Found in a few seconds; a slow machine may take its time. */
const hunt = { ...schedules, seconds: 60 };
const timeout = 80_000;

describe('seeded schedules of requests and answers', () => {
  test('never over-commit, leave no hold stuck, and carry each request out once', { timeout }, async () => {
    const { ran, seed, violations } = await runSimulation(schedules);
    expect(violations, `node test/simulation/replay.ts ${seed}`).toEqual([]);
    expect(ran).toBeGreaterThan(30);
  });

  test.each(Object.entries(defects))('catch %s', { timeout }, async (name, { shows, scenario }) => {
    const { violations } = await runSimulation({ ...hunt, scenario, defect: name as DefectName });
    expect(violations[0]).toContain(`${shows}: `);
  });
});
