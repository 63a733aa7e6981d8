import { wholeYears, type CivilDate } from '../civil-date.ts';
import type { Customer } from '../customer.ts';
import { formatHundredths, type Hundredths } from '../hundredths.ts';
import type { BalanceStatistics } from '../statistics/balance-statistics.ts';
import type { ScoringGroup } from './risk-set-up.ts';

/** What is scored of a customer. */
export type RiskFacts = {
  readonly customer: Customer;
  /** As they were calculated last. */
  readonly statistics: BalanceStatistics | undefined;
  readonly today: CivilDate;
};

/**
 * §12.4, §12.5: the customer's own value for a scoring group, as people write it: days and amounts (in the legal entity's currency)
 * with two decimals, whole years, or a code; `undefined` where there is none. Of the two periods of DSO and balance, the first.
 */
export function ownValueOf(group: ScoringGroup, { customer, statistics, today }: RiskFacts): string | undefined {
  switch (group.type) {
    case 'average-payment-days':
      return written(statistics?.averagePaymentDays.days);
    case 'days-sales-outstanding':
      return written(statistics?.daysSalesOutstanding[0].result);
    case 'average-balance':
      return written(statistics?.averageBalance[0].result);
    case 'customer-since':
      return yearsSince(customer.customerSince, today);
    case 'in-business-since':
      return yearsSince(customer.businessStarted, today);
    case 'credit-management-group':
      return customer.creditManagementGroup;
    case 'account-status':
      return customer.accountStatus;
    case 'country':
      return customer.country;
    case 'user-defined':
      return Object.hasOwn(customer.userDefinedScores, group.name) ? customer.userDefinedScores[group.name] : undefined;
  }
}

function written(value: Hundredths | undefined): string | undefined {
  return value === undefined ? undefined : formatHundredths(value);
}

function yearsSince(date: CivilDate | undefined, today: CivilDate): string | undefined {
  return date === undefined ? undefined : String(wholeYears(date, today));
}
