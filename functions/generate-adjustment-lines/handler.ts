import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { generateAdjustmentLines } from './contract.ts';
import { assertGenerates } from './operation.ts';

/** §12.2 */
export const handler = http(
  generateAdjustmentLines,
  async ({ params: { adjustment }, body, idempotencyKey, requestHash }, { actor, entity, now, deadlineMs }) => {
    const key = JSON.stringify([adjustment, idempotencyKey]);
    const asked = { adjustment, ...body };
    const wanted = { kind: 'generate-adjustment-lines', entity, by: actor.subject, asked, key, requestHash } as const;
    const { job, isReplay } = await startJob({ ...wanted, now, deadlineMs }, () => assertGenerates(entity, asked));
    return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
  },
);
