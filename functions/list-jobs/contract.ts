import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { pageOf, pageQuery } from '../page.ts';
import { legalEntityId } from '../wire.ts';

export const listJobs = contract({
  name: 'list-jobs',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/jobs',
  summary: 'List the jobs of a legal entity, the latest first',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: pageQuery,
  response: pageOf(jobView),
  refusals: ['invalid-cursor'],
});
