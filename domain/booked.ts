import type { CivilDate } from './civil-date.ts';
import { creditRatio, type Rulebook } from './compile-rulebook.ts';
import { divideHalfEven } from './divide-half-even.ts';
import { converted, type MissingRate } from './exchange-rates.ts';

/** An amount as its document says it: minor units of `currency`. */
type Dated = { readonly date: CivilDate; readonly amount: bigint; readonly currency: string };

/**
 * §5.3: what a document counts for in its legal entity's currency, converted once when it is booked and never again. Both are
 * absent where the document is in that currency: then it counts for its amount.
 */
export type InBase = {
  /** Minor units of the entity's currency. */
  readonly booked?: bigint | undefined;
  /** Until the rate is there the document is kept, and counts nothing. */
  readonly missingRate?: MissingRate | undefined;
};

/** §5.3: converts at `creditLimitRateType` on the document's date. */
export function inBase(rulebook: Rulebook, { date, amount, currency }: Dated): InBase {
  if (currency === rulebook.currency) return {};
  const wanted = { from: currency, to: rulebook.currency, date };
  const ratio = creditRatio(rulebook, wanted);
  return ratio === undefined ? { missingRate: wanted } : { booked: converted(amount, ratio) };
}

/** What a document counts for in the entity's currency. */
export function bookedOf({ amount, booked, missingRate }: InBase & { readonly amount: bigint }): bigint {
  return missingRate === undefined ? (booked ?? amount) : 0n;
}

/** §5.3: of a booked amount the part that `part` is of `whole` (above zero), rounded half even, so that the whole gives back all of it. */
export function inProportion(booked: bigint, part: bigint, whole: bigint): bigint {
  return booked === whole ? part : divideHalfEven(booked * part, whole);
}
