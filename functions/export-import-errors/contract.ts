import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { importId, jobId, legalEntityId } from '../wire.ts';

/** More lines come with `fromRow`. */
export const mostErrors = 10_000;
const rowNumber = z.coerce.number().check(z.int(), z.minimum(1), z.maximum(1_000_000_000));

export const exportImportErrors = contract({
  name: 'export-import-errors',
  area: 'imports',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/imports/{import}/jobs/{job}/errors',
  summary: 'Export what is wrong with the rows of an import, as CSV or JSON',
  description:
    `Of a dry run or a commit, also while it runs: the row, the column, the cause. At most ${mostErrors} lines, of rows from ` +
    '`fromRow` on.',
  params: z.strictObject({ legalEntity: legalEntityId, import: importId, job: jobId }),
  query: z.strictObject({
    fromRow: z._default(rowNumber, 1),
    format: z._default(z.enum(['csv', 'json']), 'csv'),
  }),
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        row: z.int().check(z.describe('The first below the line of columns is 1.')),
        id: z.nullable(z.string()),
        column: z.nullable(z.string()),
        code: z.string(),
        detail: z.string(),
      }),
    ),
  }),
  csv: true,
  refusals: ['not-found'],
});
