import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { checkScoring } from './check-scoring.ts';
import { startRiskScoreUpdate } from './contract.ts';

/** §12.4, §14 */
export const handler = http(
  startRiskScoreUpdate,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'update-risk-scores', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...asked, now, deadlineMs }, () => checkScoring(entity));
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
