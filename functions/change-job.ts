import type { Job } from '../domain/job.ts';
import type { JobId } from '../domain/ids.ts';
import type { AuthorizedEntity } from './actor.ts';
import type { OperationName } from './operations.ts';
import { getJob, moveJob, type JobStep, type StoredJob } from './store/jobs.ts';
import { joined, requestKey } from './store/keys.ts';
import { patienceUntil } from './store/patience.ts';
import { findRecord, requestRecord, resultOf } from './store/request-record.ts';

type Asked = {
  readonly operation: OperationName;
  readonly entity: AuthorizedEntity;
  readonly job: JobId;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly deadlineMs: number;
};

export type JobChange = Pick<JobStep, 'job' | 'events' | 'with'>;

/** What a person asks of a job, once for each key. */
export async function changeJob(
  { operation, entity, job: id, idempotencyKey, requestHash, deadlineMs }: Asked,
  change: (seen: StoredJob) => JobChange | Promise<JobChange>,
): Promise<{ readonly job: Job; readonly isReplay: boolean }> {
  const patience = patienceUntil(deadlineMs);
  const key = requestKey(entity, operation, joined(id, idempotencyKey));
  for (;;) {
    const record = await findRecord(key, requestHash);
    if (record !== undefined) return { job: resultOf<Job>(record), isReplay: true };
    const seen = await getJob(entity, id);
    const { job, events, with: more = [] } = await change(seen);
    const step = { ...seen, job, events, with: [...more, requestRecord(key, requestHash, job)] };
    const moved = await moveJob(entity, seen, step, patience);
    if (moved !== undefined) return { job, isReplay: false };
    await patience.pause(new Error('the job went on in between'));
  }
}
