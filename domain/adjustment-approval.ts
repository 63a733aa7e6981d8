import type { ApprovalRequestId } from './ids.ts';
import { refuse } from './refusal.ts';
import { approvalStates, liveApprovalStates } from './workflow/approval-request.ts';

/** §12.1: of the last request about a journal or a line. */
export const approvalStatuses = ['not-submitted', ...approvalStates] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** What a journal or a line says of the last request about it; both change together. */
export type AdjustmentApproval = {
  readonly approvalStatus: ApprovalStatus;
  readonly approvalRequest?: ApprovalRequestId | undefined;
};

export const notSubmitted: AdjustmentApproval = { approvalStatus: 'not-submitted' };

/** A request about what has changed since, that others decide on or have approved, is void (§11.4). One that came back is there to be mended (§11.3). */
const voidedByChange: readonly ApprovalStatus[] = ['in-progress', 'carrying-out', 'approved'];

export function isVoidedByChange({ approvalStatus }: AdjustmentApproval): boolean {
  return voidedByChange.includes(approvalStatus);
}

export function afterChange(approval: AdjustmentApproval): AdjustmentApproval {
  return isVoidedByChange(approval) ? { ...approval, approvalStatus: 'void' } : approval;
}

/** A request about it has not ended: it ends with what it is about (docs/adr/0023). */
export function isUnderWay({ approvalStatus }: AdjustmentApproval): boolean {
  const live: readonly ApprovalStatus[] = liveApprovalStates;
  return live.includes(approvalStatus);
}

/** Asked for, and not approved yet. */
export function isAwaited(approval: AdjustmentApproval): boolean {
  return isUnderWay(approval) && approval.approvalStatus !== 'approved';
}

/** §11.2: one request at a time; one that came back is submitted again. */
export function assertSubmittable(approval: AdjustmentApproval): void {
  if (!isUnderWay(approval)) return;
  throw refuse('approval-not-in-state', { state: approval.approvalStatus, action: 'submit' });
}
