import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { jobId, legalEntityId } from '../wire.ts';

export const retryJob = contract({
  name: 'retry-job',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/jobs/{job}/retries',
  summary: 'Have a job go on that failed, was cancelled or stands still',
  description:
    'It goes on where it stopped; one that forces holds, for who may start one. One that is `running` or `queued` is taken up anew, since ' +
    'whoever worked on it may be gone; where somebody still does, nothing is done twice. The body is an empty object: `{}`.',
  params: z.strictObject({ legalEntity: legalEntityId, job: jobId }),
  body: z.strictObject({}),
  response: jobView,
  refusals: ['not-found', 'job-not-in-state', 'idempotency-key-required', 'idempotency-key-reused'],
});
