import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { readRulebookPointer } from '../store/rulebook.ts';
import { startHoldEvaluation } from './contract.ts';

/** §9.1 */
export const handler = http(
  startHoldEvaluation,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'evaluate-for-release', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...asked, now, deadlineMs }, () => readRulebookPointer(entity));
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
