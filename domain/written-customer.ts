import type { Customer, Policy, TemporaryLimit } from './customer.ts';
import { formatAmount, parseAmount } from './money.ts';
import { formatPercent, parsePercent } from './percent.ts';
import type { SetUpProblem } from './set-up/set-up-problem.ts';

type Rewritten = 'creditLimit' | 'eligibleCreditLimit' | 'annualRevenue' | 'temporaryLimits' | 'policies';
/** A customer without its id and without the limit's date, which nobody chooses (§3.3). */
export type CustomerTerms = Omit<Customer, 'customer' | 'creditLimitDate'>;

type OfCurrency = { readonly currency?: string | undefined };
export type WrittenTemporaryLimit = Omit<TemporaryLimit, 'amount'> & { readonly amount: string };
export type WrittenPolicy = Omit<Policy, 'value' | 'updateLimitPercent'> &
  OfCurrency & { readonly value: string; readonly updateLimitPercent: string };

/**
 * A customer as people and the API write it: amounts and percents are decimals. A currency beside an amount is the legal entity's
 * where it is left out; `creditLimitCurrency` is that of the temporary limits too; `currency` alone is the one that the customer trades in.
 */
export type WrittenCustomer = Omit<CustomerTerms, Rewritten> & {
  readonly creditLimit: string;
  readonly creditLimitCurrency?: string | undefined;
  readonly eligibleCreditLimit?:
    | (OfCurrency & Omit<NonNullable<Customer['eligibleCreditLimit']>, 'amount'> & { readonly amount: string })
    | undefined;
  readonly annualRevenue?: string | undefined;
  readonly temporaryLimits: readonly WrittenTemporaryLimit[];
  readonly policies: readonly WrittenPolicy[];
};

export type ParsedCustomer = { readonly terms: CustomerTerms; readonly problems: readonly SetUpProblem[] };

/** With a problem for every amount or percent that is none; the terms then hold a zero in its place and are of no use. */
export function parseCustomer(written: WrittenCustomer, baseCurrency: string): ParsedCustomer {
  const problems: SetUpProblem[] = [];
  const amountAt = (pointer: string, text: string, currency = baseCurrency): bigint => {
    const amount = parseAmount(text, currency);
    if (amount === undefined) problems.push({ pointer, code: 'amount-does-not-fit-currency' });
    else if (amount < 0n) problems.push({ pointer, code: 'amount-below-zero' });
    return amount ?? 0n;
  };
  const percentAt = (pointer: string, text: string): bigint => {
    const percent = parsePercent(text);
    if (percent === undefined) problems.push({ pointer, code: 'not-a-percent' });
    return percent ?? 0n;
  };
  // Left out where it is the entity's, so that naming it changes nothing.
  const other = (currency: string | undefined): string | undefined =>
    currency === baseCurrency ? undefined : currency;
  const { creditLimitCurrency, eligibleCreditLimit: eligible, annualRevenue, ...rest } = written;
  const terms = {
    ...rest,
    creditLimit: amountAt('/creditLimit', written.creditLimit, creditLimitCurrency),
    creditLimitCurrency: other(creditLimitCurrency),
    eligibleCreditLimit: eligible && {
      amount: amountAt('/eligibleCreditLimit/amount', eligible.amount, eligible.currency),
      currency: other(eligible.currency),
      date: eligible.date,
    },
    annualRevenue: annualRevenue === undefined ? undefined : amountAt('/annualRevenue', annualRevenue),
    temporaryLimits: written.temporaryLimits.map(({ amount, ...period }, index) => ({
      ...period,
      amount: amountAt(`/temporaryLimits/${index}/amount`, amount, creditLimitCurrency),
    })),
    policies: written.policies.map(({ value, currency, updateLimitPercent, ...policy }, index) => ({
      ...policy,
      value: amountAt(`/policies/${index}/value`, value, currency),
      currency: other(currency),
      updateLimitPercent: percentAt(`/policies/${index}/updateLimitPercent`, updateLimitPercent),
    })),
  };
  return { terms, problems };
}

/** The reverse of `parseCustomer`, every currency named. */
export function writeCustomer(customer: Customer, baseCurrency: string): WrittenCustomer {
  const { customer: _, creditLimitDate: __, eligibleCreditLimit: eligible, annualRevenue, ...rest } = customer;
  const { creditLimitCurrency = baseCurrency } = customer;
  return {
    ...rest,
    ...writeLimits(customer, creditLimitCurrency),
    creditLimitCurrency,
    eligibleCreditLimit: eligible && {
      amount: formatAmount(eligible.amount, eligible.currency ?? baseCurrency),
      currency: eligible.currency ?? baseCurrency,
      date: eligible.date,
    },
    annualRevenue: annualRevenue === undefined ? undefined : formatAmount(annualRevenue, baseCurrency),
    policies: customer.policies.map(({ value, currency = baseCurrency, updateLimitPercent, ...policy }) => ({
      ...policy,
      value: formatAmount(value, currency),
      currency,
      updateLimitPercent: formatPercent(updateLimitPercent),
    })),
  };
}

type Limits = Pick<Customer, 'creditLimit' | 'temporaryLimits'>;

export function writeLimits({ creditLimit, temporaryLimits }: Limits, currency: string) {
  return {
    creditLimit: formatAmount(creditLimit, currency),
    temporaryLimits: temporaryLimits.map((limit) => ({ ...limit, amount: formatAmount(limit.amount, currency) })),
  };
}
