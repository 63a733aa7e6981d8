import type * as z from 'zod/mini';
import { dateProblems, datesOf } from '../../domain/adjustment-line.ts';
import { assertOpen, type AdjustmentType } from '../../domain/adjustment.ts';
import type { LimitChange, NewDates } from '../../domain/generated-lines.ts';
import type { AdjustmentId } from '../../domain/ids.ts';
import { parsePercent } from '../../domain/percent.ts';
import { refuse } from '../../domain/refusal.ts';
import type { SetUpProblem } from '../../domain/set-up/set-up-problem.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { minorUnits } from '../base-currency.ts';
import { readAdjustment } from '../store/adjustments.ts';
import type { WantedGeneration } from '../store/generate-lines.ts';
import type { generateAdjustmentLines } from './contract.ts';

export type Asked = z.output<(typeof generateAdjustmentLines)['body']>;

/** The journal can still be edited, and the dates are those of its type. */
export async function assertGenerates(
  entity: AuthorizedEntity,
  asked: Asked & { readonly adjustment: AdjustmentId },
): Promise<void> {
  const { adjustment: journal } = await readAdjustment(entity, asked.adjustment);
  generationOf(journal.type, asked);
  assertOpen(journal);
}

/** §12.2, for a journal of this type; refused where its dates do not fit that. */
export function generationOf(type: AdjustmentType, asked: Asked): WantedGeneration {
  const { withTemporaryLimits } = asked;
  return { type, change: changeOf(asked), dates: newDatesOf(type, asked), withTemporaryLimits };
}

function changeOf({ change, rounding, currency = '' }: Asked): LimitChange | undefined {
  if (change === undefined) return undefined;
  const { operator, valueType, value } = change;
  const by =
    valueType === 'amount'
      ? { valueType, value: minorUnits(value, currency) }
      : { valueType, value: parsePercent(value) ?? 0n };
  if (rounding === undefined) return { operator, by };
  return { operator, by, rounding: { ...rounding, multiple: minorUnits(rounding.multiple, currency) } };
}

function newDatesOf(type: AdjustmentType, { dates, withTemporaryLimits }: Asked): NewDates {
  const { shiftDays, ...written } = dates;
  if (shiftDays === undefined) {
    const problems = dateProblems(type, written);
    const absolute = datesOf(type, written);
    if (absolute === undefined || problems.length > 0) throw wrong(problems);
    return absolute;
  }
  const others = Object.entries(written).filter(([, date]) => date !== undefined);
  if (others.length > 0) throw wrong(others.map(([name]) => ({ pointer: `/${name}`, code: 'date-beside-shift' })));
  // The credit limit has no period that could be shifted.
  const isWithout = type === 'temporary-credit-limit' && !withTemporaryLimits;
  if (isWithout) throw wrong([{ pointer: '/shiftDays', code: 'shift-without-temporary-limits' }]);
  return { shiftDays };
}

function wrong(problems: readonly SetUpProblem[]) {
  const errors = problems.map(({ pointer, code }) => ({ pointer: `/dates${pointer}`, code }));
  return refuse('invalid-set-up', { errors });
}
