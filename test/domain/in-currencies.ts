import fc from 'fast-check';
import { creditRatio, type Rulebook } from '../../domain/compile-rulebook.ts';
import type { Customer } from '../../domain/customer.ts';
import type { Situation } from '../../domain/evaluation.ts';
import { converted, type ExchangeRateDocument } from '../../domain/exchange-rates.ts';
import type { RulebookWishes } from './a-rulebook.ts';
import { businessDay } from './a-situation.ts';

/** What of a situation is in dollars, and their rate in euros: none where it is missing. */
export type Currencies = {
  readonly rate: string | undefined;
  /** Whether the parameters name the rate type, which has no rate where there is none. */
  readonly isNamed: boolean;
  readonly isLimit: boolean;
  readonly isOrder: boolean;
};

export const arbitraryCurrencies: fc.Arbitrary<Currencies> = fc.record({
  rate: fc.constantFrom(undefined, '0.5', '0.9', '3.25'),
  isNamed: fc.constantFrom(true, true, false),
  isLimit: fc.constantFrom(false, false, true),
  isOrder: fc.constantFrom(false, false, true),
});

export function withRate(wishes: RulebookWishes, { rate, isNamed }: Currencies): RulebookWishes {
  const pairs: ExchangeRateDocument[string] = rate === undefined ? {} : { 'USD/EUR': { '2026-01-01': rate } };
  const creditLimitRateType = isNamed ? 'credit' : null;
  const parameters = { ...wishes.parameters, creditLimitRateType };
  return { ...wishes, exchangeRates: { credit: pairs }, parameters };
}

export function withLimitIn(customer: Customer, { isLimit }: Currencies): Customer {
  return isLimit ? { ...customer, creditLimitCurrency: 'USD' } : customer;
}

/** An order whose rate is missing is not looked at here. */
export function inCurrencies(rulebook: Rulebook, situation: Situation, currencies: Currencies): Situation {
  const ratio = creditRatio(rulebook, { from: 'USD', to: 'EUR', date: businessDay });
  const { order } = situation;
  const foreign = currencies.isOrder &&
    ratio !== undefined && { currency: 'USD', booked: converted(order.ledger.amount, ratio), ratio };
  return {
    ...situation,
    customer: withLimitIn(situation.customer, currencies),
    order: foreign === false ? order : { ...order, foreign },
  };
}
