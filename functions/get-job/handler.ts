import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { getJob as readJob } from '../store/jobs.ts';
import { getJob } from './contract.ts';

/** §9.1 */
export const handler = http(getJob, async ({ params }, { entity }) => {
  const { job } = await readJob(entity, params.job);
  return { body: jobOnWire(job) };
});
