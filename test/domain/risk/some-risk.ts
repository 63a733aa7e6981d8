import type { Customer } from '../../../domain/customer.ts';
import type { RiskFacts } from '../../../domain/risk/own-value.ts';
import type { RiskGroup, ScoringGroup } from '../../../domain/risk/risk-set-up.ts';
import { balanceStatistics, type BalanceStatistics } from '../../../domain/statistics/balance-statistics.ts';
import { aRulebook } from '../a-rulebook.ts';
import { aCustomer, businessDay } from '../a-situation.ts';

type Own = {
  /** Hundredths. */
  readonly paymentDays?: bigint;
  readonly outstanding?: bigint;
  readonly balance?: bigint;
};

/** Statistics that found this; what is left out, they did not find. */
export function someStatistics({ paymentDays, outstanding, balance }: Own = {}): BalanceStatistics {
  const sums = { balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: 0n };
  const input = { rulebook: aRulebook(), customer: aCustomer(), sums, invoices: new Map(), credits: [], history: [] };
  const found = balanceStatistics(input, businessDay);
  return {
    ...found,
    averagePaymentDays: { ...found.averagePaymentDays, days: paymentDays },
    daysSalesOutstanding: [
      { ...found.daysSalesOutstanding[0], result: outstanding },
      { ...found.daysSalesOutstanding[1], result: 99_900n },
    ],
    averageBalance: [
      { ...found.averageBalance[0], result: balance },
      { ...found.averageBalance[1], result: 99_900n },
    ],
  };
}

export function facts(customer: Partial<Customer> = {}, statistics?: BalanceStatistics): RiskFacts {
  return { customer: aCustomer(customer), statistics, today: businessDay };
}

export function aRiskGroup(from: number, to: number): RiskGroup {
  return { description: '', indicator: '*', from, to };
}

export const paysSlowly: ScoringGroup = {
  description: '',
  type: 'average-payment-days',
  ranges: [
    { from: '0', to: '30', score: 10 },
    { from: '30.01', to: '60', score: 20 },
  ],
};

export const forYears: ScoringGroup = {
  description: '',
  type: 'customer-since',
  ranges: [
    { from: '0', to: '1', score: 5 },
    { from: '2', to: '100', score: 1 },
  ],
};

export const inCountries: ScoringGroup = {
  description: '',
  type: 'country',
  values: [
    { value: 'DE', score: 1 },
    { value: 'XX', score: -7 },
  ],
};

export const rated: ScoringGroup = {
  description: '',
  type: 'user-defined',
  name: 'RATING',
  ranges: [
    { from: '-1', to: '0.5', score: 3 },
    { from: '0.5001', to: '9', score: 4 },
  ],
};
