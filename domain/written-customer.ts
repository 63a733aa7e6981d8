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
 * A customer as people and the API write it: amounts and percents are decimals. Every currency beside an amount is the legal
 * entity's base currency, and may be left out; `currency` alone is the one that the customer trades in.
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
  const amountAt = (pointer: string, text: string): bigint => {
    const amount = parseAmount(text, baseCurrency);
    if (amount === undefined) problems.push({ pointer, code: 'amount-does-not-fit-currency' });
    else if (amount < 0n) problems.push({ pointer, code: 'amount-below-zero' });
    return amount ?? 0n;
  };
  const percentAt = (pointer: string, text: string): bigint => {
    const percent = parsePercent(text);
    if (percent === undefined) problems.push({ pointer, code: 'not-a-percent' });
    return percent ?? 0n;
  };
  const { creditLimitCurrency: _, eligibleCreditLimit: eligible, annualRevenue, ...rest } = written;
  const terms = {
    ...rest,
    creditLimit: amountAt('/creditLimit', written.creditLimit),
    eligibleCreditLimit: eligible && {
      amount: amountAt('/eligibleCreditLimit/amount', eligible.amount),
      date: eligible.date,
    },
    annualRevenue: annualRevenue === undefined ? undefined : amountAt('/annualRevenue', annualRevenue),
    temporaryLimits: written.temporaryLimits.map(({ amount, ...period }, index) => ({
      ...period,
      amount: amountAt(`/temporaryLimits/${index}/amount`, amount),
    })),
    policies: written.policies.map(({ value, currency: __, updateLimitPercent, ...policy }, index) => ({
      ...policy,
      value: amountAt(`/policies/${index}/value`, value),
      updateLimitPercent: percentAt(`/policies/${index}/updateLimitPercent`, updateLimitPercent),
    })),
  };
  return { terms, problems };
}

/** The reverse of `parseCustomer`, every currency named. */
export function writeCustomer(customer: Customer, baseCurrency: string): WrittenCustomer {
  const { customer: _, creditLimitDate: __, eligibleCreditLimit: eligible, annualRevenue, ...rest } = customer;
  const currency = baseCurrency;
  const written = (amount: bigint): string => formatAmount(amount, baseCurrency);
  return {
    ...rest,
    creditLimit: written(customer.creditLimit),
    creditLimitCurrency: baseCurrency,
    eligibleCreditLimit: eligible && { amount: written(eligible.amount), currency, date: eligible.date },
    annualRevenue: annualRevenue === undefined ? undefined : written(annualRevenue),
    temporaryLimits: customer.temporaryLimits.map((limit) => ({ ...limit, amount: written(limit.amount) })),
    policies: customer.policies.map((policy) => ({
      ...policy,
      value: written(policy.value),
      currency,
      updateLimitPercent: formatPercent(policy.updateLimitPercent),
    })),
  };
}
