import type { CivilDate } from '../civil-date.ts';
import { countedExposure } from '../credit-position.ts';
import { averagePaymentDays, type AveragePaymentDays } from './average-payment-days.ts';
import { daysSalesOutstanding, type DaysSalesOutstanding } from './days-sales-outstanding.ts';
import { meanAmount, meanPercent, type Mean } from './mean.ts';
import { ratioTo, type FoundLimit, type MonthEnd } from './month-end.ts';
import { foundLimit, monthHistory } from './month-history.ts';
import { monthEndsOf, periodOf, type Period } from './period.ts';
import type { StatisticsInput } from './statistics-input.ts';

/** §13 of one customer on a business date. Amounts in minor units of the entity's currency. */
export type BalanceStatistics = {
  readonly calculatedOn: CivilDate;
  readonly balance: bigint;
  readonly exposure: bigint;
  readonly limit: FoundLimit;
  readonly daysSalesOutstanding: readonly [DaysSalesOutstanding, DaysSalesOutstanding];
  readonly averageBalance: readonly [Mean, Mean];
  readonly averageCreditLimitUsed: Mean;
  readonly averageExposure: Mean;
  readonly averagePaymentDays: AveragePaymentDays;
  /** §5.3: invoices, credit notes and payments that none of this knows, for want of a rate. */
  readonly documentsWithoutRate: number;
  readonly monthEnds: readonly MonthEnd[];
};

/** The same input gives the same statistics: calculating twice on a day changes nothing. */
export function balanceStatistics(input: StatisticsInput, today: CivilDate): BalanceStatistics {
  const { rulebook, customer, sums, invoices, credits } = input;
  const {
    daysSalesOutstanding: ofSales,
    averageBalance,
    creditLimitUsed,
    exposure,
  } = rulebook.parameters.statisticsMonths;
  const monthEnds = monthHistory(input, today);
  const now = {
    balance: sums.balance,
    exposure: countedExposure(rulebook.parameters, sums),
    limit: foundLimit(input, today),
  };
  const valuesIn = (period: Period): readonly Value[] => {
    const ends = new Set(monthEndsOf(period, customer.customerSince));
    return [...monthEnds.filter(({ on }) => ends.has(on)).map(valueOf), now];
  };
  const salesOver = (months: number) => {
    const documents = { invoices: invoices.values(), credits };
    return daysSalesOutstanding(periodOf(today, months), sums.balance, customer.customerSince, documents);
  };
  const balanceOver = (months: number) => {
    const period = periodOf(today, months);
    const balances = valuesIn(period).map(({ balance }) => balance);
    return meanAmount(period, balances, rulebook.currency);
  };
  const percentOver = (months: number, amountOf: 'balance' | 'exposure') => {
    const period = periodOf(today, months);
    const ratios = valuesIn(period).map((value) => ratioTo(value.limit, value[amountOf]));
    return meanPercent(
      period,
      ratios.filter((ratio) => ratio !== undefined),
    );
  };
  return {
    calculatedOn: today,
    ...now,
    daysSalesOutstanding: [salesOver(ofSales[0]), salesOver(ofSales[1])],
    averageBalance: [balanceOver(averageBalance[0]), balanceOver(averageBalance[1])],
    averageCreditLimitUsed: percentOver(creditLimitUsed, 'balance'),
    averageExposure: percentOver(exposure, 'exposure'),
    averagePaymentDays: averagePaymentDays(periodOf(today, ofSales[0]), invoices, credits),
    documentsWithoutRate: withoutRate(input),
    monthEnds,
  };
}

/** Of a month end that no calculation was near, exposure and limit are not known. */
type Value = {
  readonly balance: bigint;
  readonly exposure: bigint | undefined;
  readonly limit: FoundLimit | undefined;
};

function valueOf({ balance, found }: MonthEnd): Value {
  return { balance, exposure: found?.exposure, limit: found?.limit };
}

function withoutRate({ invoices, credits }: StatisticsInput): number {
  const ofCredits = credits.filter(({ lacksRate }) => lacksRate).length;
  return [...invoices.values()].filter(({ missingRate }) => missingRate !== undefined).length + ofCredits;
}
