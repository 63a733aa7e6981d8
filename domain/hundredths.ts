import { divideHalfEven } from './divide-half-even.ts';

/** A number of two decimals, as a whole number of hundredths: 60.83 is `6_083n`. */
export type Hundredths = bigint;

/** The quotient to two decimals, half even, for a positive `divisor`. */
export function hundredthsOf(dividend: bigint, divisor: bigint): Hundredths {
  return divideHalfEven(dividend * 100n, divisor);
}

export function formatHundredths(value: Hundredths): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
