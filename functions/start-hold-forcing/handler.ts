import { http } from '../http.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { checkCodes } from './check-codes.ts';
import { startHoldForcing } from './contract.ts';

/** §10.1 */
export const handler = http(
  startHoldForcing,
  async ({ body, idempotencyKey: key, requestHash }, { actor, entity, now, deadlineMs }) => {
    const asked = { kind: 'force-hold', entity, by: actor.subject, asked: body, key, requestHash } as const;
    const started = await startJob({ ...asked, now, deadlineMs }, () => checkCodes(entity, body));
    return { body: jobOnWire(started.job), isReplay: started.isReplay, isCreated: !started.isReplay };
  },
);
