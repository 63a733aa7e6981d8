import type { Job } from '../domain/job.ts';
import type { AuthorizedEntity } from './actor.ts';
import { newJob, type AskedJob } from './new-job.ts';
import { createJob, findJob, replayedJob } from './store/jobs.ts';
import { patienceUntil } from './store/patience.ts';

type Asked = AskedJob & {
  readonly entity: AuthorizedEntity;
  readonly requestHash: string;
  readonly deadlineMs: number;
};

/** §9.1: the job is there, and will be worked on, when this answers; `check` is what may refuse it the first time. */
export async function startJob(
  asked: Asked,
  check?: () => Promise<unknown>,
): Promise<{ readonly job: Job; readonly isReplay: boolean }> {
  const { entity, requestHash, deadlineMs } = asked;
  const job = newJob(asked);
  if (check !== undefined) {
    const started = await findJob(entity, job.job);
    if (started !== undefined) return replayedJob(started, requestHash);
    await check();
  }
  return createJob(entity, job, requestHash, patienceUntil(deadlineMs));
}
