import type { AdjustmentApproval } from './adjustment-approval.ts';
import type { AdjustmentId, JobId, Subject } from './ids.ts';
import { refuse } from './refusal.ts';

export const adjustmentTypes = ['credit-limit', 'temporary-credit-limit'] as const;
export type AdjustmentType = (typeof adjustmentTypes)[number];

/** `posting`: a job changes its limits one by one (§12.3); until it is done nothing of the journal can be edited. */
export const adjustmentStates = ['open', 'posting', 'posted'] as const;
export type AdjustmentState = (typeof adjustmentStates)[number];

/** §12.1: a journal that changes limits. */
export type Adjustment = AdjustmentApproval & {
  readonly adjustment: AdjustmentId;
  readonly type: AdjustmentType;
  readonly description: string;
  readonly state: AdjustmentState;
  readonly lines: number;
  readonly createdBy: Subject;
  /** ISO 8601 UTC, business time. */
  readonly createdAt: string;
  readonly posted?: { readonly by: Subject; readonly at: string } | undefined;
  /** The job that posts it, posted it, or named the lines because of which it did not. */
  readonly job?: JobId | undefined;
};

/** More than any entity changes at once, and few enough to read whole. */
export const mostLines = 20_000;

export function adjustmentNumber(number: number): AdjustmentId {
  return `ADJ-${String(number).padStart(6, '0')}` as AdjustmentId;
}

/** Only a journal that is neither posted nor being posted changes. */
export function assertOpen({ state, posted }: Pick<Adjustment, 'state' | 'posted'>): void {
  if (state === 'open') return;
  throw refuse('adjustment-not-open', { state, by: posted?.by ?? null, at: posted?.at ?? null });
}
