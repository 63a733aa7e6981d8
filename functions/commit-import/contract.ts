import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { jobView } from '../job-wire.ts';
import { importId, jobId, legalEntityId } from '../wire.ts';

export const commitImport = contract({
  name: 'commit-import',
  area: 'imports',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/imports/{import}/commits',
  summary: 'Carry out what a dry run of an import showed',
  description:
    'A job. Rows in which the dry run found something wrong are left out. A row whose record, or whose text, has changed since is ' +
    'reported as `outdated` and not carried out.',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId }),
  body: z.strictObject({ dryRun: jobId }),
  response: jobView,
  status: 'created',
  refusals: ['not-found', 'no-dry-run', 'idempotency-key-required', 'idempotency-key-reused'],
});
