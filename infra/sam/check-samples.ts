import type { Contract } from '../../functions/contract.ts';
import { operations } from '../../functions/operations.ts';
import type { Outcome } from './invocation.ts';
import type { SampleRun } from './sample-run.ts';

export type SampleVerdict = { readonly name: string; readonly failure: string | undefined; readonly answer: string };

/**
 * Runs every sample until no more of them succeed: a sample may need what another one stores. What deletes comes last, and
 * of that what deletes set-up, which everything else needs, and at the very end the grant that the samples are sent with.
 */
export async function checkSamples(samples: readonly SampleRun[]): Promise<readonly SampleVerdict[]> {
  const verdicts = new Map<string, SampleVerdict>();
  const stages = [0, 1, 2, 3].map((stage) => samples.filter(({ name }) => stageOf(name) === stage));
  for (const group of stages) {
    let open: readonly SampleRun[] = group;
    for (let before = open.length + 1; open.length < before;) {
      before = open.length;
      for (const { name, run } of open) verdicts.set(name, verdictOf(name, await run()));
      open = open.filter(({ name }) => verdicts.get(name)?.failure !== undefined);
    }
  }
  return samples.flatMap(({ name }) => verdicts.get(name) ?? []);
}

function stageOf(name: string): number {
  const operation = operations.find((listed: Contract) => listed.name === name);
  if (operation?.method !== 'DELETE') return 0;
  if (name === 'delete-grant') return 3;
  return operation.area === 'set-up' ? 2 : 1;
}

function verdictOf(name: string, outcome: Outcome): SampleVerdict {
  if ('error' in outcome) return { name, failure: outcome.error, answer: '' };
  const { statusCode, body, batchItemFailures } = (outcome.result ?? {}) as {
    readonly statusCode?: number;
    readonly body?: string;
    readonly batchItemFailures?: readonly unknown[];
  };
  const isOperation = operations.some((operation) => operation.name === name);
  if (isOperation && statusCode === undefined) return { name, failure: 'it gave no answer', answer: '' };
  if (isOperation && (statusCode ?? 0) >= 300) return { name, failure: `${statusCode} ${body}`, answer: '' };
  if (batchItemFailures !== undefined && batchItemFailures.length > 0) {
    return { name, failure: `${batchItemFailures.length} records failed`, answer: '' };
  }
  return { name, failure: undefined, answer: statusCode === undefined ? 'done' : String(statusCode) };
}
