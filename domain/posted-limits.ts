import type { AdjustmentLine } from './adjustment-line.ts';
import type { CivilDate } from './civil-date.ts';
import { mostTemporaryLimits, type TemporaryLimit } from './customer.ts';
import type { HeldLimits } from './held-limits.ts';
import type { AdjustmentId, AdjustmentLineId, ApprovalRequestId } from './ids.ts';
import { formatAmount } from './money.ts';

/** §12.3: why a line stops the posting. */
export type LineProblem =
  | { readonly code: 'holder-not-found' }
  /** With what it is now. */
  | {
      readonly code: 'limit-changed';
      readonly currentLimit: string;
      readonly currency: string;
      readonly currentExpiryDate: CivilDate | null;
    }
  | { readonly code: 'line-repeated'; readonly by: AdjustmentLineId }
  /** With the period of the other. */
  | { readonly code: 'temporary-limits-overlap'; readonly from: CivilDate; readonly to: CivilDate }
  | { readonly code: 'too-many-temporary-limits'; readonly maximum: number }
  /** Another journal is changing it; null where that is one of another legal entity. */
  | { readonly code: 'limit-claimed'; readonly by: AdjustmentId | null }
  /** §11.1: it must be approved on its own: a request is under way, or a workflow fits it. */
  | {
      readonly code: 'approval-required';
      readonly approvalRequest: ApprovalRequestId | null;
      readonly workflow: string | null;
    };
export type RefusedLine = { readonly line: AdjustmentLineId } & LineProblem;

export type Judged =
  | { readonly kind: 'refused'; readonly lines: readonly RefusedLine[] }
  | { readonly kind: 'changed'; readonly after: HeldLimits };

/** §12.3: what the lines of one holder make of its limits, or which of them stop the posting. */
export function judgeLines(lines: readonly AdjustmentLine[], current: HeldLimits | undefined): Judged {
  if (current === undefined) return { kind: 'refused', lines: lines.map(refusedFor({ code: 'holder-not-found' })) };
  const refused: RefusedLine[] = [];
  let after = current;
  let first: AdjustmentLine | undefined;
  for (const line of lines) {
    const problem = problemOf(line, current, after, first);
    if (problem === undefined) after = withLine(after, line);
    else refused.push({ line: line.line, ...problem });
    first ??= line;
  }
  return refused.length > 0 ? { kind: 'refused', lines: refused } : { kind: 'changed', after };
}

export function refusedFor(problem: LineProblem) {
  return ({ line }: AdjustmentLine): RefusedLine => ({ line, ...problem });
}

function problemOf(
  line: AdjustmentLine,
  current: HeldLimits,
  after: HeldLimits,
  first: AdjustmentLine | undefined,
): LineProblem | undefined {
  if (!isAsShown(line, current)) return limitChanged(current);
  if (line.from === undefined) return first && { code: 'line-repeated', by: first.line };
  const overlapping = after.temporaryLimits.find(({ from, to }) => from <= line.to && line.from <= to);
  if (overlapping !== undefined) {
    return { code: 'temporary-limits-overlap', from: overlapping.from, to: overlapping.to };
  }
  const isFull = after.temporaryLimits.length >= mostTemporaryLimits;
  return isFull ? { code: 'too-many-temporary-limits', maximum: mostTemporaryLimits } : undefined;
}

function isAsShown(line: AdjustmentLine, { currency, creditLimit, expiryDate }: HeldLimits): boolean {
  const isSameLimit = line.currency === currency && line.currentLimit === creditLimit;
  // A temporary limit leaves the expiry date of the credit limit as it is.
  return isSameLimit && (line.from !== undefined || line.currentExpiryDate === expiryDate);
}

function limitChanged({ currency, creditLimit, expiryDate }: HeldLimits): LineProblem {
  const currentLimit = formatAmount(creditLimit, currency);
  return { code: 'limit-changed', currentLimit, currency, currentExpiryDate: expiryDate ?? null };
}

function withLine(limits: HeldLimits, line: AdjustmentLine): HeldLimits {
  const { newLimit: creditLimit, expiryDate } = line;
  if (line.from === undefined) return { ...limits, creditLimit, expiryDate };
  const added: TemporaryLimit = { from: line.from, to: line.to, amount: line.newLimit };
  const temporaryLimits = [...limits.temporaryLimits, added].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { ...limits, temporaryLimits };
}
