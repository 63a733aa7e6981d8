import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { jobId, legalEntityId } from '../wire.ts';

export const cancelJob = contract({
  name: 'cancel-job',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/jobs/{job}/cancellations',
  summary: 'Cancel a job',
  description:
    'It stops at the next step; what is done stays done. The posting of an adjustment is withdrawn: the job gives back what it has claimed, ' +
    'and ends as `done`. Once limits change it goes on to its end. The body is an empty object: `{}`.',
  params: z.strictObject({ legalEntity: legalEntityId, job: jobId }),
  body: z.strictObject({}),
  response: jobView,
  refusals: [
    'not-found',
    'job-not-in-state',
    'job-not-cancellable',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
