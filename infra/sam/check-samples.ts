import { operations } from '../../functions/operations.ts';
import type { Outcome } from './invocation.ts';
import type { SampleRun } from './sample-run.ts';
import { functionOf } from './sample-sequence.ts';

export type SampleVerdict = { readonly name: string; readonly failure: string | undefined; readonly answer: string };

/** Runs every sample once, in the order in which one stores what the next needs. */
export async function checkSamples(samples: readonly SampleRun[]): Promise<readonly SampleVerdict[]> {
  const verdicts: SampleVerdict[] = [];
  for (const { name, run } of samples) verdicts.push(verdictOf(name, await run()));
  return verdicts;
}

function verdictOf(name: string, outcome: Outcome): SampleVerdict {
  if ('error' in outcome) return { name, failure: outcome.error, answer: '' };
  const { statusCode, body, batchItemFailures } = (outcome.result ?? {}) as {
    readonly statusCode?: number;
    readonly body?: string;
    readonly batchItemFailures?: readonly unknown[];
  };
  const isOperation = operations.some((operation) => operation.name === functionOf(name));
  if (isOperation && statusCode === undefined) return { name, failure: 'it gave no answer', answer: '' };
  if (isOperation && (statusCode ?? 0) >= 300) return { name, failure: `${statusCode} ${body}`, answer: '' };
  if (batchItemFailures !== undefined && batchItemFailures.length > 0) {
    return { name, failure: `${batchItemFailures.length} records failed`, answer: '' };
  }
  return { name, failure: undefined, answer: statusCode === undefined ? 'done' : String(statusCode) };
}
