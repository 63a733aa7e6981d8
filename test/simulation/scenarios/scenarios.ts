import { approvalScenarios } from './approval-scenarios.ts';
import { adjustmentScenarios } from './adjustment-scenarios.ts';
import { evaluationScenarios } from './evaluation-scenarios.ts';
import { groupScenarios } from './group-scenarios.ts';
import { limitScenarios } from './limit-scenarios.ts';
import { orderScenarios } from './order-scenarios.ts';
import type { Scenario } from './steps.ts';

export const scenarios = {
  ...limitScenarios,
  ...orderScenarios,
  ...groupScenarios,
  ...evaluationScenarios,
  ...approvalScenarios,
  ...adjustmentScenarios,
} as const satisfies Readonly<Record<string, Scenario>>;
export type ScenarioName = keyof typeof scenarios;

/** A seed decides the scenario too. */
export function scenarioOf(seed: number): ScenarioName {
  const names = Object.keys(scenarios) as ScenarioName[];
  return names[seed % names.length] ?? 'inParallel';
}
