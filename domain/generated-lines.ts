import type { AdjustmentType } from './adjustment.ts';
import { shown, type AdjustmentLine, type LimitDates, type LimitHolder } from './adjustment-line.ts';
import { addDays, type CivilDate } from './civil-date.ts';
import { temporaryLimitOn } from './credit-limit.ts';
import { divideHalfEven } from './divide-half-even.ts';
import type { HeldLimits } from './held-limits.ts';
import { largestAmount } from './money.ts';
import { oneHundredPercent, type Percent } from './percent.ts';

/** §12.2: how a new limit follows from the one that there is, or what an automatic limit sets it to (§12.5). Amounts in minor units of the limit's currency. */
export type LimitChange =
  | { readonly operator: 'set'; readonly to: bigint }
  | {
      readonly operator: 'plus' | 'minus';
      readonly by:
        | { readonly valueType: 'amount'; readonly value: bigint }
        | { readonly valueType: 'percent'; readonly value: Percent };
      readonly rounding?: { readonly direction: 'up' | 'down'; readonly multiple: bigint } | undefined;
    };

/** Absolute, or those that there are, shifted by so many days. */
export type NewDates = LimitDates | { readonly shiftDays: number };

export type Generation = {
  readonly type: AdjustmentType;
  readonly change: LimitChange;
  readonly dates: NewDates;
  /** From the temporary limits where there are any, else from the credit limit alone. */
  readonly withTemporaryLimits: boolean;
};

type NewLine = Omit<AdjustmentLine, 'line'>;
/** Why a holder gets no line. */
export type LeftOut = 'no-automatic-limit' | 'no-date-to-shift' | 'over-the-largest-amount' | 'as-it-is-already';
export type Generated =
  { readonly kind: 'lines'; readonly lines: readonly NewLine[] } | { readonly kind: 'left-out'; readonly why: LeftOut };

/**
 * §12.2: the lines for one holder. Where dates are shifted in a journal of temporary limits, each temporary limit whose shifted
 * period is not over gives one.
 */
export function generateLines(
  { type, change, dates, withTemporaryLimits }: Generation,
  holder: LimitHolder,
  limits: HeldLimits,
  today: CivilDate,
): Generated {
  const found = basesOf(type, dates, withTemporaryLimits, limits, today);
  if (found.length === 0) return { kind: 'left-out', why: 'no-date-to-shift' };
  const lines: NewLine[] = [];
  for (const { amount, dates } of found) {
    const newLimit = adjustedLimit(amount, change);
    if (newLimit > largestAmount) return { kind: 'left-out', why: 'over-the-largest-amount' };
    if (newLimit === limits.creditLimit && dates.expiryDate !== undefined && dates.expiryDate === limits.expiryDate) {
      return { kind: 'left-out', why: 'as-it-is-already' };
    }
    lines.push({ ...holder, ...dates, ...shown(limits), newLimit });
  }
  return { kind: 'lines', lines };
}

/** A limit that a new one follows from, with the dates of that. */
type Base = { readonly amount: bigint; readonly dates: LimitDates };

function basesOf(
  type: AdjustmentType,
  dates: NewDates,
  withTemporaryLimits: boolean,
  limits: HeldLimits,
  today: CivilDate,
): readonly Base[] {
  if ('shiftDays' in dates && type === 'temporary-credit-limit') return shiftedPeriods(limits, dates.shiftDays, today);
  const inForce = withTemporaryLimits ? temporaryLimitOn(limits, today) : undefined;
  const amount = inForce?.amount ?? limits.creditLimit;
  if (!('shiftDays' in dates)) return [{ amount, dates }];
  const expiryDate = limits.expiryDate && shifted(limits.expiryDate, dates.shiftDays);
  return expiryDate === undefined ? [] : [{ amount, dates: { expiryDate } }];
}

function shiftedPeriods({ temporaryLimits }: HeldLimits, days: number, today: CivilDate): readonly Base[] {
  return temporaryLimits.flatMap(({ from, to, amount }) => {
    const dates = { from: shifted(from, days), to: shifted(to, days) };
    if (dates.from === undefined || dates.to === undefined || dates.to < today) return [];
    return [{ amount, dates: { from: dates.from, to: dates.to } }];
  });
}

/** A date that our calendar has. */
function shifted(date: CivilDate, days: number): CivilDate | undefined {
  const moved = addDays(date, days);
  return firstDay <= moved && moved.length === firstDay.length ? moved : undefined;
}
const firstDay = '0001-01-01';

/**
 * §12.2, exact until the end: rounded to the multiple, or half even to the minor unit where there is none. A limit is never below
 * zero: what would be is no credit.
 */
export function adjustedLimit(limit: bigint, change: LimitChange): bigint {
  if (change.operator === 'set') return change.to;
  const { operator, by, rounding } = change;
  const sign = operator === 'plus' ? 1n : -1n;
  // In millionths of a minor unit, so that a percent is exact.
  const exact =
    by.valueType === 'amount'
      ? (limit + sign * by.value) * oneHundredPercent
      : limit * (oneHundredPercent + sign * by.value);
  if (exact <= 0n) return 0n;
  if (rounding === undefined) return divideHalfEven(exact, oneHundredPercent);
  const step = rounding.multiple * oneHundredPercent;
  const whole = exact / step;
  const isUp = rounding.direction === 'up' && whole * step < exact;
  return (isUp ? whole + 1n : whole) * rounding.multiple;
}
