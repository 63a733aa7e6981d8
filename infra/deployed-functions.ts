import { operations } from '../functions/operations.ts';
import { workers } from '../functions/workers.ts';

/** Answers paths that no operation has; it belongs to no contract. */
export const unknownPath = 'unknown-path';

/** Every function that a deployment has, by the name of its folder. */
export const deployedFunctions: readonly string[] = [
  ...operations.map((operation) => operation.name),
  unknownPath,
  ...workers.map((worker) => worker.name),
];
