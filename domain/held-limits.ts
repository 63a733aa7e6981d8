import type { CivilDate } from './civil-date.ts';
import type { CreditGroup } from './credit-group.ts';
import type { Customer, TemporaryLimit } from './customer.ts';

/** What an adjustment changes of a customer or customer credit group (§12.1). Amounts in minor units of `currency`. */
export type HeldLimits = {
  readonly currency: string;
  readonly creditLimit: bigint;
  readonly expiryDate?: CivilDate | undefined;
  readonly temporaryLimits: readonly TemporaryLimit[];
};

export function limitsOfCustomer(customer: Customer, baseCurrency: string): HeldLimits {
  const { creditLimitCurrency: currency = baseCurrency, creditLimit, temporaryLimits } = customer;
  return { currency, creditLimit, expiryDate: customer.creditLimitExpiryDate, temporaryLimits };
}

export function limitsOfGroup({ currency, creditLimit, expiryDate, temporaryLimits }: CreditGroup): HeldLimits {
  return { currency, creditLimit, expiryDate, temporaryLimits };
}

/** §3.3: the credit limit date changes with the limit. */
export function withLimits(customer: Customer, limits: HeldLimits, today: CivilDate): Customer {
  const { creditLimit, expiryDate: creditLimitExpiryDate, temporaryLimits } = limits;
  const creditLimitDate = creditLimit === customer.creditLimit ? customer.creditLimitDate : today;
  return { ...customer, creditLimit, creditLimitDate, creditLimitExpiryDate, temporaryLimits };
}

export function groupWithLimits(group: CreditGroup, limits: HeldLimits): CreditGroup {
  const { creditLimit, expiryDate = group.expiryDate, temporaryLimits } = limits;
  return { ...group, creditLimit, expiryDate, temporaryLimits };
}
