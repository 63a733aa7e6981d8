import { checkDeletable } from '../../domain/statistics/delete-older.ts';
import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { startStatisticsDeletion } from './contract.ts';

/** §14 */
export const handler = http(
  startStatisticsDeletion,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'delete-statistics', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...asked, now, deadlineMs }, async () =>
      checkDeletable(await currentRulebook(entity), now, body.olderThan),
    );
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
