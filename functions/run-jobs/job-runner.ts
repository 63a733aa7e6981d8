import type { Job, JobResult } from '../../domain/job.ts';
import type { AuthorizedEntity } from '../actor.ts';

export type JobContext = { readonly entity: AuthorizedEntity; readonly job: Job; readonly deadlineMs: number };

/**
 * How jobs of one kind are worked on. A plan is made once; then its entries are worked through, each of which must have one
 * effect, and give the same results, however often it is run.
 */
export type JobRunner<Entry = unknown> = {
  readonly plan: (context: JobContext) => Promise<readonly Entry[]>;
  /** How many results an entry will give. */
  readonly sizeOf: (entry: Entry) => number;
  readonly run: (entry: Entry, context: JobContext) => Promise<readonly JobResult[]>;
};

/** A job's entries are of its own kind: who planned them runs them. */
export function jobRunner<Entry>(runner: JobRunner<Entry>): JobRunner {
  return runner as unknown as JobRunner;
}
