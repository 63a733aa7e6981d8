import { parseAmount } from '../domain/money.ts';

/** A decimal that its contract has checked against `currency`, in minor units. */
export function minorUnits(amount: string, currency: string): bigint {
  const parsed = parseAmount(amount, currency);
  if (parsed === undefined) throw new Error('an amount that its contract let pass does not parse');
  return parsed;
}
