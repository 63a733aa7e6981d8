import type * as z from 'zod/mini';
import type { startStatisticsCalculation } from '../start-statistics-calculation/contract.ts';
import { calculateStatistics } from '../store/calculate-statistics.ts';
import { customersRunner } from './customers-runner.ts';

type Asked = z.output<(typeof startStatisticsCalculation)['body']>;

/** §13, §14 */
export const calculateBalanceStatistics = customersRunner(async (customer, { entity, job, deadlineMs }) => {
  const { includeWithoutBalance } = job.asked as Asked;
  const statistics = await calculateStatistics(entity, customer, { includeWithoutBalance, deadlineMs });
  return { outcome: statistics === undefined ? 'no-balance' : 'calculated', customer };
});
