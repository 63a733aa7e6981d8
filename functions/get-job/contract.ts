import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { jobId, legalEntityId } from '../wire.ts';

export const getJob = contract({
  name: 'get-job',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/jobs/{job}',
  summary: 'Read a job and its progress',
  params: z.strictObject({ legalEntity: legalEntityId, job: jobId }),
  response: jobView,
  refusals: ['not-found'],
});
