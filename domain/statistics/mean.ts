import { minorUnitsOf } from '../currency.ts';
import { hundredthsOf, type Hundredths } from '../hundredths.ts';
import type { Period } from './period.ts';

/** §13: a mean of month-end values and today's, rounded once; none where there is no value. */
export type Mean = {
  readonly period: Period;
  /** Of how many values. */
  readonly values: number;
  readonly result: Hundredths | undefined;
};

/** Of amounts in minor units: hundredths of the currency's unit, whatever decimals it has. */
export function meanAmount(period: Period, amounts: readonly bigint[], currency: string): Mean {
  const sum = amounts.reduce((total, amount) => total + amount, 0n);
  const unit = 10n ** BigInt(minorUnitsOf(currency) ?? 0);
  return mean(period, amounts.length, sum, unit);
}

/** A part of a whole that is above zero. */
export type Ratio = { readonly part: bigint; readonly whole: bigint };

/** Of exact ratios, in percent. */
export function meanPercent(period: Period, ratios: readonly Ratio[]): Mean {
  const sum = ratios.reduce((total, { part, whole }) => add(total, part, whole), { part: 0n, whole: 1n });
  return mean(period, ratios.length, 100n * sum.part, sum.whole);
}

function add(total: Ratio, part: bigint, whole: bigint): Ratio {
  if (part === 0n) return total;
  return { part: total.part * whole + part * total.whole, whole: total.whole * whole };
}

function mean(period: Period, values: number, sum: bigint, unit: bigint): Mean {
  return { period, values, result: values > 0 ? hundredthsOf(sum, unit * BigInt(values)) : undefined };
}
