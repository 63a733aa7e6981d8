import type * as z from 'zod/mini';
import type { startStatisticsDeletion } from '../start-statistics-deletion/contract.ts';
import { deleteStatistics as deleteOf } from '../store/delete-statistics.ts';
import { customersRunner } from './customers-runner.ts';

type Asked = z.output<(typeof startStatisticsDeletion)['body']>;

/** §14 */
export const deleteStatistics = customersRunner(async (customer, { entity, job, deadlineMs }) => {
  const { olderThan } = job.asked as Asked;
  const monthEnds = await deleteOf(entity, customer, { job: job.job, olderThan, deadlineMs });
  return { outcome: monthEnds === 0 ? 'nothing-older' : 'deleted', customer, monthEnds };
});
