import { withdrawn } from '../../domain/job.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readAdjustment } from './adjustments.ts';
import { phaseChange } from './claimed-posting.ts';
import { runJob, type JobStep, type StoredJob } from './jobs.ts';
import type { PostingAsked } from './start-posting.ts';

/** §12.3: until it is decided that limits change, a posting may be withdrawn; its job then gives all claims back. */
export async function withdrawPosting(
  entity: AuthorizedEntity,
  { job, version }: StoredJob,
): Promise<Pick<JobStep, 'job' | 'events' | 'with'>> {
  const again = withdrawn(job);
  const { adjustment } = job.asked as PostingAsked;
  const { adjustment: journal, phase } = await readAdjustment(entity, adjustment);
  if (journal.state !== 'posting' || journal.job !== job.job || phase !== 'claiming') {
    throw refuse('job-not-cancellable', { kind: job.kind });
  }
  const withdrawal = phaseChange({ entity, adjustment, job: job.job }, 'claiming', 'withdrawn');
  return { job: again, events: [runJob(entity, again, version + 1)], with: [withdrawal] };
}
