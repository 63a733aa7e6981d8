import type { CustomerId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import type { ReviewSubject } from '../../domain/review-work.ts';
import { groupsToReview } from '../store/review-work.ts';
import { updateReviewWork } from '../store/update-review-work.ts';
import { jobRunner, type JobContext } from './job-runner.ts';
import { planCustomers } from './some-customers.ts';

type Asked = { readonly customers?: readonly CustomerId[] | undefined };
type Subjects = { readonly subjects: readonly ReviewSubject[] };

/** §14: of all customers, then of the customer credit groups of the legal entity; or of those customers that were asked for. */
export const findReviewWork = jobRunner<Subjects>({
  plan: async ({ entity, job }, place) => {
    const { customers } = job.asked as Asked;
    const planned = await planCustomers(entity, customers, place);
    const entries = planned.entries.map((entry) => ({
      subjects: entry.customers.map((id) => ({ kind: 'customer', id }) as const),
    }));
    if (customers !== undefined || place !== undefined) return { ...planned, entries };
    const groups = (await groupsToReview(entity)).map((id) => ({
      subjects: [{ kind: 'customer-credit-group', id } as const],
    }));
    return { ...planned, entries: [...entries, ...groups] };
  },
  sizeOf: ({ subjects }) => subjects.length,
  run: async ({ subjects }, context) => {
    const results: JobResult[] = [];
    for (const subject of subjects) results.push(await resultOf(subject, context));
    return results;
  },
});

/** What there is now, found before or not: run again, it is the same. */
async function resultOf(subject: ReviewSubject, { entity, deadlineMs }: JobContext): Promise<JobResult> {
  const work = await updateReviewWork(entity, subject, deadlineMs);
  const named = subject.kind === 'customer' ? { customer: subject.id } : { creditGroup: subject.id };
  if (work === undefined) return { outcome: 'not-found', ...named };
  const found = work.map((one) => ({ kind: one.kind, date: 'date' in one ? one.date : null }));
  return { outcome: work.length === 0 ? 'nothing-to-review' : 'to-review', ...named, found };
}
