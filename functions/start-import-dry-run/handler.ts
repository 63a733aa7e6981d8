import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { missingParts } from '../imports/import-plan.ts';
import { jobOnWire } from '../job-wire.ts';
import { startJob } from '../start-job.ts';
import { getImport, listParts } from '../store/imports.ts';
import { startImportDryRun } from './contract.ts';

/** §15.3 */
export const handler = http(startImportDryRun, async (request, { actor, entity, now, deadlineMs }) => {
  const { idempotencyKey: key, requestHash, params } = request;
  const [file, came] = await Promise.all([getImport(entity, params.import), listParts(entity, params.import)]);
  const missing = missingParts(file.parts, came);
  if (missing.length > 0) throw refuse('import-incomplete', { missing });
  const asked = { import: params.import };
  const starting = {
    kind: 'check-import',
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
