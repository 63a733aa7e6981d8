import { addMonths, type CivilDate } from '../../domain/civil-date.ts';
import { formatAmount } from '../../domain/money.ts';
import { getStatistics } from '../../functions/get-statistics/contract.ts';
import { putParameters } from '../../functions/put-parameters/contract.ts';
import { startStatisticsCalculation } from '../../functions/start-statistics-calculation/contract.ts';
import type { Calendar } from './calendar.ts';
import { inParallel } from './in-parallel.ts';
import { settle, type World } from './live-day.ts';
import type { Receivable } from './receivable.ts';
import { byCustomer, legalEntity, parameters } from './set-up.ts';
import { balanceOn, paymentDaysOf } from './statistics-of-file.ts';

/** How many customers' average payment days and month-end balances are what the file says, and which are not, in words. */
export type ComparedStatistics = {
  readonly averages: number;
  readonly balances: number;
  readonly differences: readonly string[];
};

const atOnce = 4;
const mostMonths = 120;

/** Has the statistics (§13) of the whole time calculated at its end, and compares them with the file. */
export async function compareStatistics(
  world: World,
  receivables: readonly Receivable[],
  calendar: Calendar,
): Promise<ComparedStatistics> {
  const { desk, currency } = world;
  const months = monthsOf(calendar);
  const periods = { daysSalesOutstanding: [months, months], averageBalance: [months, months] };
  const statisticsMonths = { ...parameters.statisticsMonths, ...periods };
  const body = { ...parameters, statisticsMonths };
  await desk.call(putParameters, { as: 'ann', params: { legalEntity }, body, ifMatch: '*' });
  const all = { includeWithoutBalance: true };
  await desk.call(startStatisticsCalculation, { as: 'bob', params: { legalEntity }, body: all, key: 'statistics' });
  await settle(world);
  const counts = { averages: 0, balances: 0 };
  const differences: string[] = [];
  await inParallel([...byCustomer(receivables)], atOnce, async ([customer, own]) => {
    const found = await desk.call(getStatistics, { as: 'aud', params: { legalEntity, customer } });
    const compare = (count: keyof typeof counts, what: string, said: string | null, known: string | null): void => {
      if (said === known) counts[count] += 1;
      else differences.push(`${customer}: the file says ${said} for ${what}, Holdfast calculated ${known}`);
    };
    const { from, averageDays } = found.averagePaymentDays;
    compare('averages', 'average payment days', paymentDaysOf(own, from as CivilDate), averageDays);
    for (const { date, balance } of found.monthEnds)
      compare('balances', `the balance on ${date}`, formatAmount(balanceOn(own, date), currency), balance);
  });
  return { ...counts, differences };
}

/** The first day of a period is not in it. */
function monthsOf({ first, last }: Calendar): number {
  let months = 1;
  while (months < mostMonths && addMonths(last, -months) >= first) months += 1;
  return months;
}
