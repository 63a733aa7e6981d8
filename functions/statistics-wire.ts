import * as z from 'zod/mini';
import { formatHundredths, type Hundredths } from '../domain/hundredths.ts';
import { formatAmount } from '../domain/money.ts';
import type { BalanceStatistics } from '../domain/statistics/balance-statistics.ts';
import type { DaysSalesOutstanding } from '../domain/statistics/days-sales-outstanding.ts';
import type { Mean } from '../domain/statistics/mean.ts';
import type { FoundLimit, MonthEnd } from '../domain/statistics/month-end.ts';
import { unchanging } from './unchanging.ts';
import { amount, civilDate, currency, customerId } from './wire.ts';

const twoDecimals = z.nullable(z.string()).check(z.meta({ examples: ['60.83'] }));
const period = { months: z.int(), from: civilDate };
const limitState = z
  .enum(['limited', 'unlimited', 'unknown'])
  .check(z.describe('`unknown`: an exchange rate was missing.'));
const limit = { limit: z.nullable(amount), limitState };

const outstanding = z.strictObject({
  ...period,
  creditSales: amount.check(z.describe('Invoices less credit notes dated after `from`, up to the day of calculation.')),
  days: z.int().check(z.describe('From the later of `from` and customer-since.')),
  daysSalesOutstanding: twoDecimals.check(z.describe('Null without sales or without days.')),
});
const mean = z.strictObject({
  ...period,
  values: z.int().check(z.describe('How many month ends have a value, today included.')),
  average: twoDecimals,
});

const monthEnd = z.strictObject({
  date: civilDate,
  balance: amount.check(z.describe('Open receivables by the dates of the documents.')),
  found: z
    .nullable(z.strictObject({ calculatedOn: civilDate, exposure: amount, ...limit }))
    .check(z.describe('What the calculation nearest to the month end found; null where none was near.')),
});

/** §13 */
export const statisticsView = z
  .strictObject({
    customer: customerId,
    currency,
    calculatedOn: civilDate,
    balance: amount,
    exposure: amount,
    ...limit,
    daysSalesOutstanding: unchanging(z.array(outstanding)),
    averageBalance: unchanging(z.array(mean)),
    averageCreditLimitUsedPercent: mean.check(z.describe('Open receivables as a part of the total limit.')),
    averageExposurePercent: mean.check(z.describe('Exposure as a part of the total limit.')),
    averagePaymentDays: z.strictObject({
      ...period,
      settled: amount.check(z.describe('What payments settled after `from`, up to the day of calculation.')),
      averageDays: twoDecimals,
    }),
    documentsWithoutRate: z
      .int()
      .check(z.describe('Invoices, credit notes and payments that none of this knows, for want of a rate.')),
    monthEnds: unchanging(z.array(monthEnd)),
  })
  .check(z.meta({ id: 'Statistics' }));

/** All but whose they are. */
export function statisticsOnWire(found: BalanceStatistics, base: string) {
  const money = (minor: bigint): string => formatAmount(minor, base);
  const { calculatedOn, averagePaymentDays: payment, documentsWithoutRate } = found;
  return {
    calculatedOn,
    balance: money(found.balance),
    exposure: money(found.exposure),
    ...limitOnWire(found.limit, base),
    daysSalesOutstanding: found.daysSalesOutstanding.map((one) => outstandingOnWire(one, base)),
    averageBalance: found.averageBalance.map(meanOnWire),
    averageCreditLimitUsedPercent: meanOnWire(found.averageCreditLimitUsed),
    averageExposurePercent: meanOnWire(found.averageExposure),
    averagePaymentDays: {
      months: payment.period.months,
      from: payment.period.start,
      settled: money(payment.settled),
      averageDays: written(payment.days),
    },
    documentsWithoutRate,
    // Of the month that goes on there is no end yet.
    monthEnds: found.monthEnds.filter(({ on }) => on <= calculatedOn).map((end) => monthEndOnWire(end, base)),
  };
}

function outstandingOnWire(
  { period: { months, start }, creditSales, days, result }: DaysSalesOutstanding,
  base: string,
) {
  const sales = formatAmount(creditSales, base);
  return { months, from: start, creditSales: sales, days, daysSalesOutstanding: written(result) };
}

function meanOnWire({ period: { months, start }, values, result }: Mean) {
  return { months, from: start, values, average: written(result) };
}

function monthEndOnWire({ on, balance, found }: MonthEnd, base: string) {
  return {
    date: on,
    balance: formatAmount(balance, base),
    found:
      found === undefined
        ? null
        : {
            calculatedOn: found.calculatedOn,
            exposure: formatAmount(found.exposure, base),
            ...limitOnWire(found.limit, base),
          },
  };
}

function limitOnWire(limit: FoundLimit, base: string) {
  if (typeof limit === 'string') return { limit: null, limitState: limit };
  return { limit: formatAmount(limit, base), limitState: 'limited' } as const;
}

function written(value: Hundredths | undefined): string | null {
  return value === undefined ? null : formatHundredths(value);
}
