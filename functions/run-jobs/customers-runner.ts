import type { CustomerId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import { Refusal } from '../../domain/refusal.ts';
import { jobRunner, type JobContext, type JobRunner } from './job-runner.ts';
import { planCustomers, type SomeCustomers } from './some-customers.ts';

type Asked = { readonly customers?: readonly CustomerId[] | undefined };

/** §14: a job that does one thing for each customer; an id that is not there is a result too. */
export function customersRunner(runOne: (customer: CustomerId, context: JobContext) => Promise<JobResult>): JobRunner {
  return jobRunner<SomeCustomers>({
    plan: ({ entity, job }, place) => planCustomers(entity, (job.asked as Asked).customers, place),
    sizeOf: ({ customers }) => customers.length,
    run: async ({ customers }, context) => {
      const results: JobResult[] = [];
      for (const customer of customers) results.push(await resultOf(customer, context, runOne));
      return results;
    },
  });
}

/** An id that is not there is a result too. */
export async function resultOf(
  customer: CustomerId,
  context: JobContext,
  runOne: (customer: CustomerId, context: JobContext) => Promise<JobResult>,
): Promise<JobResult> {
  try {
    return await runOne(customer, context);
  } catch (error) {
    if (error instanceof Refusal && (error as Refusal).code === 'not-found') return { outcome: 'not-found', customer };
    throw error;
  }
}
