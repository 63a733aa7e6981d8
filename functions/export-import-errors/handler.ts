import { refuse } from '../../domain/refusal.ts';
import { csvOf } from '../csv.ts';
import { http } from '../http.ts';
import { isJobOf } from '../imports/import-jobs.ts';
import { errorsFrom } from '../imports/import-errors.ts';
import { getJob } from '../store/jobs.ts';
import { exportImportErrors, mostErrors } from './contract.ts';

/** §15.3 */
export const handler = http(exportImportErrors, async ({ params, query }, { entity }) => {
  const { job } = await getJob(entity, params.job);
  if (!isJobOf(job, params.import)) throw refuse('not-found', { kind: 'job' });
  const items = await errorsFrom(entity, job.job, query.fromRow, mostErrors);
  if (query.format === 'json') return { body: { items } };
  const rows = items.map(({ row, id, column, code, detail }) => [String(row), id ?? '', column ?? '', code, detail]);
  return { body: csvOf(['row', 'id', 'column', 'code', 'detail'], rows) };
});
