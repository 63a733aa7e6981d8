import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { isDryRunOf } from '../imports/import-jobs.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { getImport } from '../store/imports.ts';
import { findJob } from '../store/jobs.ts';
import { commitImport } from './contract.ts';

/** §15.3 */
export const handler = http(commitImport, async (request, { actor, entity, now, deadlineMs }) => {
  const { idempotencyKey: key, requestHash, params, body } = request;
  await getImport(entity, params.import);
  const dryRun = (await findJob(entity, body.dryRun))?.job;
  if (dryRun === undefined || !isDryRunOf(dryRun, params.import)) throw refuse('no-dry-run', { state: null });
  if (dryRun.state !== 'done') throw refuse('no-dry-run', { state: dryRun.state });
  const asked = { import: params.import, dryRun: body.dryRun };
  const starting = {
    kind: 'commit-import',
    entity,
    by: actor.subject,
    asked,
    key,
    requestHash,
    now,
    deadlineMs,
  } as const;
  const { job, isReplay } = await startJob(starting);
  return { body: jobOnWire(job), isReplay, isCreated: !isReplay };
});
