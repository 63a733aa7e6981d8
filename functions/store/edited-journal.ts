import { afterChange, isVoidedByChange, type AdjustmentApproval } from '../../domain/adjustment-approval.ts';
import { adjustmentUpdate, type JournalChange, type StoredAdjustment } from './adjustment-item.ts';
import { auditedApprovals, voidedApproval, type ApprovalContext } from './audited-approvals.ts';
import type { TransactItem } from './transact.ts';

/**
 * The writes of a change of a journal that can still be edited, with the end of the requests that were about what it was (§11.4).
 * `ofLines`: those of lines that change with it.
 */
export async function editedJournal(
  context: ApprovalContext,
  { adjustment: journal }: StoredAdjustment,
  change: Omit<JournalChange, 'where'> & Partial<Pick<JournalChange, 'where'>>,
  ofLines: readonly AdjustmentApproval[] = [],
): Promise<readonly TransactItem[]> {
  const { adjustment, approvalStatus } = journal;
  const isVoid = isVoidedByChange(journal);
  const set = { ...change.set, ...(isVoid ? { approvalStatus: afterChange(journal).approvalStatus } : {}) };
  // Whoever submits or approves it meanwhile moves the status.
  const where = { journalState: 'open', approvalStatus, ...change.where };
  const ended = [...(isVoid ? [journal] : []), ...ofLines].map((one) => voidedApproval(context, one));
  return [
    adjustmentUpdate(context.entity, adjustment, { ...change, set, where }),
    ...(await auditedApprovals(context, ended)),
  ];
}
