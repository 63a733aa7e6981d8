import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { startRiskScoreUpdate } from './contract.ts';

/** §12.4, §14 */
export const handler = http(
  startRiskScoreUpdate,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'update-risk-scores', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...asked, now, deadlineMs }, async () => {
      const { scoringGroups } = await currentRulebook(entity);
      if (Object.keys(scoringGroups).length === 0) throw refuse('nothing-to-score', {});
    });
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
