import type { AdjustmentType } from './adjustment.ts';
import type { CivilDate } from './civil-date.ts';
import type { HeldLimits } from './held-limits.ts';
import type { AdjustmentLineId, CreditGroupId, CustomerId } from './ids.ts';
import { parseAmount } from './money.ts';
import { refuse } from './refusal.ts';
import type { SetUpProblem } from './set-up/set-up-problem.ts';

/** Whose limit a line changes: a customer's or a customer credit group's, never both (§12.1). */
export type LimitHolder =
  | { readonly customer: CustomerId; readonly creditGroup?: undefined }
  | { readonly creditGroup: CreditGroupId; readonly customer?: undefined };

/** Until when the new limit holds, or from when to when. */
export type LimitDates =
  | { readonly expiryDate: CivilDate; readonly from?: undefined; readonly to?: undefined }
  | { readonly from: CivilDate; readonly to: CivilDate; readonly expiryDate?: undefined };

/** §12.1: a line with the limit that it found when it was written. Amounts in minor units of `currency`, the limit's own. */
export type AdjustmentLine = LimitHolder &
  LimitDates & {
    readonly line: AdjustmentLineId;
    readonly currency: string;
    readonly currentLimit: bigint;
    readonly currentExpiryDate?: CivilDate | undefined;
    readonly newLimit: bigint;
  };

/** Dates as people and the API write them. */
export type WrittenDates = {
  readonly expiryDate?: CivilDate | undefined;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
};
export type WrittenLine = WrittenDates & { readonly newLimit: string };

/** A line of a journal of this type, for a holder with these limits; refused where its dates or amount do not fit. */
export function writeLine(
  line: AdjustmentLineId,
  type: AdjustmentType,
  holder: LimitHolder,
  written: WrittenLine,
  current: HeldLimits,
): AdjustmentLine {
  const newLimit = parseAmount(written.newLimit, current.currency);
  const dates = datesOf(type, written);
  const errors = [...amountProblems(newLimit), ...dateProblems(type, written)];
  if (newLimit === undefined || dates === undefined || errors.length > 0) throw refuse('invalid-set-up', { errors });
  return { line, ...holder, ...dates, ...shown(current), newLimit };
}

/** The limit as a line shows it. */
export function shown({ currency, creditLimit, expiryDate }: HeldLimits) {
  return { currency, currentLimit: creditLimit, currentExpiryDate: expiryDate };
}

export function datesOf(type: AdjustmentType, { expiryDate, from, to }: WrittenDates): LimitDates | undefined {
  if (type === 'credit-limit') return expiryDate === undefined ? undefined : { expiryDate };
  return from === undefined || to === undefined ? undefined : { from, to };
}

function amountProblems(newLimit: bigint | undefined): readonly SetUpProblem[] {
  if (newLimit === undefined) return [{ pointer: '/newLimit', code: 'amount-does-not-fit-currency' }];
  return newLimit < 0n ? [{ pointer: '/newLimit', code: 'amount-below-zero' }] : [];
}

const datesWanted = {
  'credit-limit': ['expiryDate'],
  'temporary-credit-limit': ['from', 'to'],
} as const satisfies Readonly<Record<AdjustmentType, readonly (keyof WrittenDates)[]>>;
const dateNames = ['expiryDate', 'from', 'to'] as const;

/** §12.1: the dates of the journal's type are required, and no others are taken. */
export function dateProblems(type: AdjustmentType, written: WrittenDates): readonly SetUpProblem[] {
  const wanted: readonly string[] = datesWanted[type];
  const problems = dateNames.flatMap((name) => {
    if (wanted.includes(name) === (written[name] !== undefined)) return [];
    return [{ pointer: `/${name}`, code: wanted.includes(name) ? 'date-missing' : 'date-of-other-type' }];
  });
  const { from, to } = written;
  if (problems.length > 0 || from === undefined || to === undefined || from <= to) return problems;
  return [{ pointer: '/to', code: 'to-before-from' }];
}
