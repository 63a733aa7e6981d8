import { describe, expect, test } from 'vitest';
import { defects, type DefectName } from './defects.ts';
import { runSimulation } from './run-simulation.ts';

/** Counted, never timed: a busy machine runs the same schedules as an idle one, only later. */
const schedules = 40;
/** The schedules until each defect is found are few, and the same at every run. */
const hunted = 2_000;
const timeout = 300_000;

describe('seeded schedules of requests and answers', () => {
  test('never over-commit, leave no hold stuck, and carry each request out once', { timeout }, async () => {
    const { ran, seed, violations } = await runSimulation({ from: 1, to: schedules });
    expect(violations, `node test/simulation/replay.ts ${seed}`).toEqual([]);
    expect(ran).toBe(schedules);
  });

  test.each(Object.entries(defects))('catch %s', { timeout }, async (name, { shows, scenario }) => {
    const { violations } = await runSimulation({ from: 1, to: hunted, scenario, defect: name as DefectName });
    expect(violations[0]).toContain(`${shows}: `);
  });
});
