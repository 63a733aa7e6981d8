import { parseAmount } from '../domain/money.ts';
import { refuse } from '../domain/refusal.ts';

/** Amounts of one legal entity are in its base currency. */
export function assertBaseCurrency(currency: string, baseCurrency: string): void {
  if (currency !== baseCurrency) throw refuse('currency-not-base', { currency, baseCurrency });
}

/** A decimal that its contract has checked against `currency`, in minor units. */
export function minorUnits(amount: string, currency: string): bigint {
  const parsed = parseAmount(amount, currency);
  if (parsed === undefined) throw new Error('an amount that its contract let pass does not parse');
  return parsed;
}
