import { retried } from '../../domain/job.ts';
import { changeJob } from '../change-job.ts';
import { checkStarter } from '../check-starter.ts';
import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { runJob } from '../store/jobs.ts';
import { retryJob } from './contract.ts';

/** §14 */
export const handler = http(retryJob, async ({ params, ...request }, { actor, entity, deadlineMs }) => {
  const asked = { ...request, operation: retryJob.name, entity, job: params.job, deadlineMs };
  const { job, isReplay } = await changeJob(asked, (seen) => {
    checkStarter(seen.job.kind, actor, entity);
    const again = retried(seen.job);
    return { job: again, events: [runJob(entity, again, seen.version + 1)] };
  });
  return { body: jobOnWire(job), isReplay };
});
