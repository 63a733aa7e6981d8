import type { Rulebook } from './compile-rulebook.ts';
import type { Unknown } from './evaluation.ts';
import { converted, ratioOn, type MissingRate, type Ratio } from './exchange-rates.ts';

/** How amounts of one legal entity go into another currency, or which rate they lack; absent where it is their own. */
export type Conversion = Ratio | MissingRate;

type Part = { readonly amount: bigint; readonly conversion?: Conversion | undefined };

/** §2.7: at the rates that a legal entity uses for credit. */
export function conversionAt(
  { exchangeRates, parameters }: Pick<Rulebook, 'exchangeRates' | 'parameters'>,
  wanted: MissingRate,
): Conversion | undefined {
  if (wanted.from === wanted.to) return undefined;
  return ratioOn(exchangeRates, parameters.creditLimitRateType, wanted) ?? wanted;
}

export function isMissing(conversion: Conversion | undefined): conversion is MissingRate {
  return conversion !== undefined && 'from' in conversion;
}

/** Each part converted once, then added up; or the rates that are missing. Nothing needs no rate. */
export function sumConverted(parts: readonly Part[]): bigint | Unknown {
  let sum = 0n;
  const missingRates: MissingRate[] = [];
  for (const { amount, conversion } of parts) {
    if (isMissing(conversion)) {
      if (amount !== 0n) missingRates.push(conversion);
    } else sum += conversion === undefined ? amount : converted(amount, conversion);
  }
  return missingRates.length > 0 ? { missingRates } : sum;
}

/** The largest amount that is at most `most` once it is converted. */
export function largestUpTo(most: bigint, { numerator, denominator }: Ratio): bigint {
  // Half a unit above is rounded down where `most` is even, and up where it is odd.
  const [dividend, divisor] = [(2n * most + 1n) * denominator, 2n * numerator];
  const remainder = ((dividend % divisor) + divisor) % divisor;
  const floor = (dividend - remainder) / divisor;
  return remainder === 0n && most % 2n !== 0n ? floor - 1n : floor;
}
