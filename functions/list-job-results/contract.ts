import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobResult } from '../job-wire.ts';
import { pageOf, pageQuery } from '../page.ts';
import { jobId, legalEntityId } from '../wire.ts';

export const listJobResults = contract({
  name: 'list-job-results',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/jobs/{job}/results',
  summary: 'List the results of a job',
  description: 'In the order in which they came; readable while the job runs.',
  params: z.strictObject({ legalEntity: legalEntityId, job: jobId }),
  query: pageQuery,
  response: pageOf(jobResult),
  refusals: ['not-found', 'invalid-cursor'],
});
