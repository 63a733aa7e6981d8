import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { startReviewWorkSearch } from './contract.ts';

/** §14 */
export const handler = http(
  startReviewWorkSearch,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'find-review-work', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...asked, now, deadlineMs }, () => readRulebookPointer(entity));
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
