import { cancelled } from '../../domain/job.ts';
import { changeJob } from '../change-job.ts';
import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { jobEnded } from '../store/jobs.ts';
import { withdrawPosting } from '../store/withdraw-posting.ts';
import { cancelJob } from './contract.ts';

/** §14 */
export const handler = http(cancelJob, async ({ params, ...request }, { entity, now, deadlineMs }) => {
  const asked = { ...request, operation: cancelJob.name, entity, job: params.job, deadlineMs };
  const { job, isReplay } = await changeJob(asked, (seen) => {
    if (seen.job.kind === 'post-adjustment') return withdrawPosting(entity, seen);
    const ended = cancelled(seen.job, now);
    return { job: ended, events: [jobEnded(entity, ended)] };
  });
  return { body: jobOnWire(job), isReplay };
});
