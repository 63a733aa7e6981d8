import { describe, expect, test } from 'vitest';
import { defects, type DefectName } from './defects.ts';
import { runSimulation } from './run-simulation.ts';
import { scenarios } from './scenarios/scenarios.ts';

/** So many schedules of its scenario at most show a defect; which one does is the same at every run. */
const hunted = 12_000;

describe('a defect that is planted', () => {
  test.each(Object.entries(defects))('is caught: %s', { timeout: 300_000 }, async (name, { shows, scenario }) => {
    const to = hunted * Object.keys(scenarios).length;
    const { violations } = await runSimulation({ from: 1, to, scenario, defect: name as DefectName });
    expect(violations[0]).toContain(`${shows}: `);
  });
});
