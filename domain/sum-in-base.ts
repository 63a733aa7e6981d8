import type { CivilDate } from './civil-date.ts';
import { creditRatio, type Rulebook } from './compile-rulebook.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { Unknown } from './evaluation.ts';
import type { MissingRate } from './exchange-rates.ts';
import type { Money } from './money.ts';

/** What converting needs of a rulebook. */
export type Rates = Pick<Rulebook, 'currency' | 'exchangeRates' | 'parameters'>;

/**
 * The sum of amounts of several currencies ÷ `divisor` in minor units of the base currency: added up exactly and rounded once,
 * half even; or the rates that are missing. Nothing of a currency needs no rate.
 */
export function sumInBase(rates: Rates, amounts: readonly Money[], date: CivilDate, divisor = 1n): bigint | Unknown {
  const own = amounts.filter(({ currency }) => currency === rates.currency);
  if (own.length === amounts.length) return quotient(sumOf(own), divisor);
  const others = amounts.filter(({ currency }) => currency !== rates.currency);
  const missingRates: MissingRate[] = [];
  let numerator = sumOf(own);
  let denominator = 1n;
  for (const [from, ofCurrency] of Map.groupBy(others, ({ currency }) => currency)) {
    const sum = sumOf(ofCurrency);
    if (sum === 0n) continue;
    const wanted = { from, to: rates.currency, date };
    const ratio = creditRatio(rates, wanted);
    if (ratio === undefined) missingRates.push(wanted);
    else {
      numerator = numerator * ratio.denominator + sum * ratio.numerator * denominator;
      denominator *= ratio.denominator;
    }
  }
  return missingRates.length > 0 ? { missingRates } : quotient(numerator, denominator * divisor);
}

function quotient(dividend: bigint, divisor: bigint): bigint {
  return divisor === 1n || dividend === 0n ? dividend : divideHalfEven(dividend, divisor);
}

function sumOf(amounts: readonly Money[]): bigint {
  return amounts.reduce((total, { amount }) => total + amount, 0n);
}
