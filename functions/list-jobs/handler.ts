import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { cutPage, placeOf } from '../page.ts';
import { listJobs as readJobs } from '../store/jobs.ts';
import { listJobs } from './contract.ts';

/** §14 */
export const handler = http(listJobs, async ({ query }, { entity }) => {
  const scope = JSON.stringify(['list-jobs', entity]);
  const jobs = await readJobs(entity, placeOf(scope, query)?.[0], query.limit + 1);
  const { items, nextCursor } = cutPage(scope, query, jobs, ({ sort }) => [sort]);
  return { body: { items: items.map(({ job }) => jobOnWire(job)), nextCursor } };
});
