import type * as z from 'zod/mini';
import type { Hold } from '../../domain/hold.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import { Refusal } from '../../domain/refusal.ts';
import { force, notAsked } from '../force-hold/operation.ts';
import { isSelected } from '../order-selection.ts';
import { problemOf } from '../problem.ts';
import type { startHoldForcing } from '../start-hold-forcing/contract.ts';
import { contentHash } from '../store/hash.ts';
import { joined } from '../store/keys.ts';
import { jobRunner, type JobContext } from './job-runner.ts';
import { planForcing, type Entry } from './plan-forcing.ts';

type Asked = z.output<(typeof startHoldForcing)['body']>;

/** §10.1: each order is an intent of its own, with a record of its own (job + order). */
export const forceHold = jobRunner<Entry>({
  plan: ({ entity, job }, place) => planForcing(entity, (job.asked as Asked).filter, place),
  sizeOf: (entry) => ('missing' in entry ? 1 : entry.orders.length),
  run: async (entry, context) => {
    if ('missing' in entry) return [{ outcome: 'not-found', ...entry.missing }];
    const results: JobResult[] = [];
    for (const order of entry.orders) results.push(await forceOne(order, context));
    return results;
  },
});

/** No caller's key has a second part. */
const ofJobs = 'job';

async function forceOne(order: OrderId, { entity, job, deadlineMs }: JobContext): Promise<JobResult> {
  const { filter, ...asked } = job.asked as Asked;
  const key = joined(job.job, ofJobs);
  const forcing = { ...asked, order, key, requestHash: contentHash(asked) };
  const sender = { subject: job.requestedBy, deadlineMs };
  try {
    const { hold } = await force(entity, { ...forcing, isAsked: (known) => isSelected(filter, known) }, sender);
    return forcedResult(hold);
  } catch (error) {
    if (error instanceof Refusal) return refusedResult(order, error as Refusal);
    throw error;
  }
}

function forcedResult({ hold, order, customer, state, reasons, version }: Hold): JobResult {
  const active = reasons.filter(({ isActive }) => isActive).map(({ code }) => code);
  return { outcome: 'forced', order, customer, hold, wasHeld: version > 1, state, reasons: active };
}

function refusedResult(order: OrderId, { code, details }: Refusal): JobResult {
  const isThere = 'kind' in details && details.kind === notAsked;
  if (code === 'not-found') return { outcome: isThere ? 'does-not-fit' : 'not-found', order };
  if (code === 'already-forced') return { outcome: 'already-forced', order, ...details };
  return { outcome: 'not-forced', order, problem: problemOf(new Refusal(code, details)) };
}
