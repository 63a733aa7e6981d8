import type { CivilDate } from './civil-date.ts';
import { minorUnitsOf } from './currency.ts';
import { divideHalfEven } from './divide-half-even.ts';

/**
 * §2.7: the rates of a legal entity as stored: by rate type, by pair (`USD/EUR`: how many EUR one USD is), by the date from
 * which a rate is valid. Decimals as text.
 */
export type ExchangeRateDocument = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** Minor units of one currency for so many of another: an amount is multiplied, divided and rounded once. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/** §2.7: what a rate that is not there would have converted, and when. */
export type MissingRate = {
  readonly from: string;
  readonly to: string;
  readonly date: CivilDate;
  /** §4.4: it is another legal entity of the customer credit group that lacks it, so that it is provided there. */
  readonly isElsewhere?: true;
};

/**
 * Rates made ready to look up: by rate type and pair, the latest first. A pair is parsed when it is first asked for, since years
 * of daily rates hold many that a function never needs.
 */
export type ExchangeRates = ReadonlyMap<string, () => readonly DatedRatio[]>;
type DatedRatio = { readonly validFrom: string; readonly ratio: Ratio };

const one: Ratio = { numerator: 1n, denominator: 1n };
const pattern = /^(\d{1,12})(?:\.(\d{1,12}))?$/;

/** A positive decimal of at most twelve places before and after the point, or `undefined`. */
export function parseRate(text: string): Ratio | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = ''] = match;
  const numerator = BigInt(whole + fraction);
  return numerator === 0n ? undefined : { numerator, denominator: 10n ** BigInt(fraction.length) };
}

export function pairOf(from: string, to: string): string {
  return `${from}/${to}`;
}

/** The document was checked when it was saved: what does not parse here is a defect. */
export function compileExchangeRates(document: ExchangeRateDocument): ExchangeRates {
  const entries = Object.entries(document).flatMap(([rateType, pairs]) =>
    Object.entries(pairs).map(
      ([pair, rates]) => [keyOf(rateType, pair), once(() => datedRatios(pair, rates))] as const,
    ),
  );
  return new Map(entries);
}

/**
 * §2.7: the ratio of minor units of `to` to those of `from`: the latest rate valid on the date, where only the opposite pair
 * has one its inverse, never through a third currency. `undefined` where there is none; never 1 for want of a rate.
 */
export function ratioOn(
  rates: ExchangeRates,
  rateType: string | null,
  { from, to, date }: MissingRate,
): Ratio | undefined {
  if (from === to) return one;
  if (rateType === null) return undefined;
  const direct = latest(rates.get(keyOf(rateType, pairOf(from, to)))?.(), date);
  if (direct !== undefined) return direct;
  const opposite = latest(rates.get(keyOf(rateType, pairOf(to, from)))?.(), date);
  return opposite && { numerator: opposite.denominator, denominator: opposite.numerator };
}

/** The rate types that have a rate for it. */
export function rateTypesWith(rates: ExchangeRates, wanted: MissingRate): readonly string[] {
  const types = new Set([...rates.keys()].map((key) => (JSON.parse(key) as readonly [string, string])[0]));
  return [...types].filter((type) => ratioOn(rates, type, wanted) !== undefined).toSorted();
}

/** Minor units of the other currency, rounded once, half even. */
export function converted(amount: bigint, { numerator, denominator }: Ratio): bigint {
  return numerator === denominator ? amount : divideHalfEven(amount * numerator, denominator);
}

function latest(rates: readonly DatedRatio[] | undefined, date: CivilDate): Ratio | undefined {
  return rates?.find(({ validFrom }) => validFrom <= date)?.ratio;
}

function datedRatios(pair: string, rates: Readonly<Record<string, string>>): readonly DatedRatio[] {
  const [from = '', to = ''] = pair.split('/');
  return Object.entries(rates)
    .map(([validFrom, rate]) => ({ validFrom, ratio: minorRatio(from, to, rate) }))
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
}

/** A rate is of whole units; the ratio of minor units shifts it by the difference of their decimals. */
function minorRatio(from: string, to: string, rate: string): Ratio {
  const [ratio, fromDecimals, toDecimals] = [parseRate(rate), minorUnitsOf(from), minorUnitsOf(to)];
  if (ratio === undefined || fromDecimals === undefined || toDecimals === undefined) {
    throw new Error(`an exchange rate does not parse: ${pairOf(from, to)} ${rate}`);
  }
  return {
    numerator: ratio.numerator * 10n ** BigInt(toDecimals),
    denominator: ratio.denominator * 10n ** BigInt(fromDecimals),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function keyOf(rateType: string, pair: string): string {
  return JSON.stringify([rateType, pair]);
}
