import type { Job, JobResult } from '../../domain/job.ts';
import type { AuthorizedEntity } from '../actor.ts';

export type JobContext = { readonly entity: AuthorizedEntity; readonly job: Job; readonly deadlineMs: number };

/** A stretch of a plan, and where the next one begins if there is more to plan. A later stretch has at most `mostAdded` entries. */
export type PlanStretch<Entry> = { readonly entries: readonly Entry[]; readonly place?: string | undefined };

/**
 * How jobs of one kind are worked on. A plan is made once, in stretches where it may be long; then its entries are worked through,
 * each of which must have one effect, and give the same results, however often it is run.
 */
export type JobRunner<Entry = unknown> = {
  readonly plan: (context: JobContext, place: string | undefined) => Promise<PlanStretch<Entry>>;
  /** How many results an entry will give. */
  readonly sizeOf: (entry: Entry) => number;
  readonly run: (entry: Entry, context: JobContext) => Promise<readonly JobResult[]>;
};

/** A job's entries are of its own kind: who planned them runs them. */
export function jobRunner<Entry>(runner: JobRunner<Entry>): JobRunner {
  return runner as unknown as JobRunner;
}
