import { describe, expect, test } from 'vitest';
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import type { Customer } from '../../../domain/customer.ts';
import type { Parameters } from '../../../domain/parameters.ts';
import { balanceStatistics } from '../../../domain/statistics/balance-statistics.ts';
import type { MonthEnd } from '../../../domain/statistics/month-end.ts';
import { aRulebook } from '../a-rulebook.ts';
import { aCustomer, businessDay, day, eur } from '../a-situation.ts';
import { anInvoice, aPayment, factsOf, type Facts } from './documents.ts';

const statisticsMonths = {
  daysSalesOutstanding: [3, 12],
  averageBalance: [2, 3],
  creditLimitUsed: 3,
  exposure: 2,
} as const;

/** 1,000 from February on, 2,000 from May on, half of which is paid in June. */
const some = factsOf(
  [anInvoice('I1', '2026-02-10', eur('1000')), anInvoice('I2', '2026-05-10', eur('1000'))],
  [aPayment('P1', '2026-06-09', eur('1000'), { I2: eur('1000') })],
);

type Wishes = {
  readonly facts?: Facts;
  readonly customer?: Partial<Customer>;
  readonly parameters?: Partial<Parameters>;
  readonly history?: readonly MonthEnd[];
  readonly balance?: bigint;
  /** Open orders. */
  readonly ordered?: bigint;
};

function calculated(wishes: Wishes = {}, today: CivilDate = businessDay) {
  const { facts = some, balance = eur('1000'), ordered = 0n } = wishes;
  const toOrders = balance + ordered;
  return balanceStatistics(
    {
      rulebook: aRulebook({ parameters: { statisticsMonths, ...wishes.parameters } }),
      customer: aCustomer({ creditLimit: eur('4000'), ...wishes.customer }),
      sums: { balance, toDelivered: balance, toOrders, toHeld: toOrders },
      ...facts,
      history: wishes.history ?? [],
    },
    today,
  );
}

const foundOn = (on: string, exposure: string, limit: string) => ({
  calculatedOn: day(on),
  exposure: eur(exposure),
  limit: eur(limit),
});

describe('statistics of a customer (§13)', () => {
  test('balances of past month ends come from the documents', () => {
    const { monthEnds, averageBalance, daysSalesOutstanding, averagePaymentDays } = calculated();
    const balances = monthEnds.map(({ on, balance }) => [on, balance]);
    expect(balances.slice(0, 4)).toEqual([
      ['2025-06-30', 0n],
      ['2025-07-31', 0n],
      ['2025-08-31', 0n],
      ['2025-09-30', 0n],
    ]);
    expect(balances.slice(-5)).toEqual([
      ['2026-02-28', eur('1000')],
      ['2026-03-31', eur('1000')],
      ['2026-04-30', eur('1000')],
      ['2026-05-31', eur('2000')],
      ['2026-06-30', eur('1000')],
    ]);
    // Two months: (1,000 + 2,000 + 1,000) ÷ 3; three: (1,000 + 1,000 + 2,000 + 1,000) ÷ 4.
    expect(averageBalance).toMatchObject([
      { values: 3, result: 133_333n },
      { values: 4, result: 125_000n },
    ]);
    // Three months: 1,000 ÷ 1,000 × 92; twelve: 1,000 ÷ 2,000 × 365.
    expect(daysSalesOutstanding).toMatchObject([
      { days: 92, result: 9_200n },
      { days: 365, result: 18_250n },
    ]);
    expect(averagePaymentDays).toMatchObject({ period: { months: 3 }, days: 3_000n });
  });

  test('nothing is a value of before the customer was one', () => {
    const { monthEnds, averageBalance } = calculated({ customer: { customerSince: day('2026-05-01') } });
    expect(monthEnds.map(({ on }) => on)).toEqual(['2026-05-31', '2026-06-30']);
    expect(averageBalance).toMatchObject([
      { values: 2, result: 150_000n },
      { values: 2, result: 150_000n },
    ]);
  });

  test('used is of the balance, exposure of what the parameters count; both of the limit of the time', () => {
    const history = [
      { on: day('2026-03-31'), balance: 0n, found: foundOn('2026-04-01', '500', '2000') },
      { on: day('2026-04-30'), balance: 0n, found: foundOn('2026-05-01', '3000', '1000') },
      { on: day('2026-05-31'), balance: 0n, found: foundOn('2026-06-01', '2500', '2000') },
    ];
    const wishes = { history, ordered: eur('200') };
    const { averageCreditLimitUsed, averageExposure } = calculated(wishes);
    // Balances 1,000, 1,000, 2,000 and 1,000: (50 + 100 + 100 + 25) ÷ 4 %.
    expect(averageCreditLimitUsed).toMatchObject({ values: 4, result: 6_875n });
    // Two months: (300 + 125 + 30) ÷ 3 %.
    expect(averageExposure).toMatchObject({ values: 3, result: 15_167n });
    const counted = calculated({ ...wishes, parameters: { exposureBasis: 'balance' } });
    expect(counted.averageExposure.result).toBe(15_000n);
  });

  test('what has no limit has no percent, an unlimited customer uses nothing', () => {
    const noLimit = { on: day('2026-05-31'), balance: 0n, found: foundOn('2026-06-01', '1', '0') };
    expect(calculated({ history: [noLimit] }).averageCreditLimitUsed).toMatchObject({ values: 1, result: 2_500n });
    expect(calculated({ customer: { creditLimit: 0n } }).averageCreditLimitUsed.result).toBeUndefined();
    expect(calculated({ customer: { creditLimit: 0n }, balance: 0n }).averageCreditLimitUsed.result).toBe(0n);
    expect(calculated({ customer: { unlimited: true, creditLimit: 0n } })).toMatchObject({
      limit: 'unlimited',
      averageCreditLimitUsed: { result: 0n },
    });
    const inDollars = calculated({ customer: { creditLimitCurrency: 'USD' } });
    expect(inDollars).toMatchObject({ limit: 'unknown', averageCreditLimitUsed: { values: 0 } });
  });

  test('documents that lack a rate are counted, not guessed', () => {
    const missingRate = { from: 'USD', to: 'EUR', date: day('2026-06-01') };
    const lacking = { currency: 'USD', missingRate };
    const facts = factsOf(
      [anInvoice('I1', '2026-06-01', 100n, lacking), anInvoice('I2', '2026-06-01', 100n)],
      [aPayment('P1', '2026-06-02', 10n, {}, lacking)],
    );
    const found = calculated({ facts, balance: 100n });
    expect(found).toMatchObject({ documentsWithoutRate: 2, daysSalesOutstanding: [{ creditSales: 100n }, {}] });
  });
});

describe('the monthly history (§13)', () => {
  const foundAt = (history: readonly MonthEnd[], on: string) => history.find((end) => end.on === on)?.found;

  /** Calculated on each of the days, with that exposure. */
  function calculatedOn(...runs: readonly (readonly [string, bigint])[]): readonly MonthEnd[] {
    return runs.reduce<readonly MonthEnd[]>(
      (history, [date, ordered]) => calculated({ history, balance: 0n, ordered }, day(date)).monthEnds,
      [],
    );
  }

  test('keeps of exposure and limit what was found nearest to the morning after the month', () => {
    const runs = [
      ['2026-05-20', 1n],
      ['2026-05-31', 2n],
      ['2026-06-01', 3n],
      ['2026-06-02', 4n],
      ['2026-06-15', 5n],
    ] as const;
    const after = runs.map((_, index) => foundAt(calculatedOn(...runs.slice(0, index + 1)), '2026-05-31')?.exposure);
    expect(after).toEqual([1n, 2n, 3n, 3n, 3n]);
    // Missed on the first: the next is nearer than any of the month itself.
    expect(foundAt(calculatedOn(['2026-05-20', 1n], ['2026-06-03', 2n]), '2026-05-31')?.exposure).toBe(2n);
    expect(foundAt(calculatedOn(['2026-05-31', 1n], ['2026-06-03', 2n]), '2026-05-31')?.exposure).toBe(1n);
    expect(foundAt(calculatedOn(['2026-05-30', 1n], ['2026-06-03', 2n]), '2026-05-31')?.exposure).toBe(1n);
  });

  test('knows of no month between two calculations that neither is beside', () => {
    const history = calculatedOn(['2026-03-10', 1n], ['2026-06-10', 2n]);
    expect(['2026-03-31', '2026-04-30', '2026-05-31'].map((on) => foundAt(history, on)?.exposure)).toEqual([
      1n,
      undefined,
      2n,
    ]);
  });

  test('has the limit that applied at the month’s end, not the one of the calculation', () => {
    const temporaryLimits = [{ from: day('2026-05-15'), to: day('2026-05-31'), amount: eur('9000') }];
    const { monthEnds, limit } = calculated({ customer: { temporaryLimits } }, day('2026-06-01'));
    expect([foundAt(monthEnds, '2026-05-31')?.limit, limit]).toEqual([eur('9000'), eur('4000')]);
  });

  test('is the same however often it is calculated on a day', () => {
    const first = calculated({ ordered: 7n });
    const again = calculated({ ordered: 8n, history: first.monthEnds });
    expect(again.monthEnds).toEqual(first.monthEnds);
    expect(again.exposure).toBe(eur('1000') + 8n);
  });

  test('takes in documents that come late, within the longest period; what is older stays as it was', () => {
    const old = [
      { on: day('2025-05-31'), balance: 77n },
      { on: day('2025-06-30'), balance: 77n },
    ];
    const late = factsOf([anInvoice('LATE', '2025-05-01', 500n)]);
    const { monthEnds } = calculated({ facts: late, history: old });
    expect(monthEnds.slice(0, 3).map(({ on, balance }) => [on, balance])).toEqual([
      ['2025-05-31', 77n],
      ['2025-06-30', 500n],
      ['2025-07-31', 500n],
    ]);
  });

  test('reaches back as far as the longest period does', () => {
    const months = (exposure: number) =>
      calculated({ parameters: { statisticsMonths: { ...statisticsMonths, exposure } } });
    expect(months(24).monthEnds[0]?.on).toBe('2024-06-30');
    expect(months(1).monthEnds[0]?.on).toBe('2025-06-30');
    expect(calculated({}, addDays(businessDay, 15)).monthEnds[0]?.on).toBe('2025-06-30');
    expect(calculated({}, addDays(businessDay, 16)).monthEnds[0]?.on).toBe('2025-07-31');
  });
});
