import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { importId, legalEntityId } from '../wire.ts';

export const startImportDryRun = contract({
  name: 'start-import-dry-run',
  area: 'imports',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/imports/{import}/dry-runs',
  summary: 'See what an import would do',
  description:
    'A job, whose results say of each row what committing it would do, or what is wrong in which column. It changes nothing.',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId }),
  body: z.strictObject({}),
  response: jobView,
  status: 'created',
  refusals: ['not-found', 'import-incomplete', 'idempotency-key-required', 'idempotency-key-reused'],
});
