import type { AdjustmentApproval } from '../../domain/adjustment-approval.ts';
import type { Adjustment } from '../../domain/adjustment.ts';
import type { ApprovalProblem } from '../../domain/workflow/approval-request.ts';
import { carriedOut, failed, type ChangedApproval } from '../../domain/workflow/change-approval.ts';
import { approvalChange } from './approval-change.ts';
import { approvalChanged } from './approval-events.ts';
import type { StoredApproval } from './approval-item.ts';
import { readApproval } from './approvals.ts';
import { auditedApprovals, type ApprovalContext } from './audited-approvals.ts';
import type { OutboxEvent } from './outbox.ts';
import { Outrun } from './patience.ts';
import type { TransactItem } from './transact.ts';

/** What becomes of the request of a journal with its posting. */
export type UsedApproval = {
  readonly after: Partial<Pick<AdjustmentApproval, 'approvalStatus'>>;
  readonly items: readonly TransactItem[];
  readonly events: readonly OutboxEvent[];
};
const none: UsedApproval = { after: {}, items: [], events: [] };

/** §11.3: what was approved is done once the journal is posted, whoever posts it. */
export async function usedApproval(context: ApprovalContext, journal: Adjustment): Promise<UsedApproval> {
  const { approvalStatus } = journal;
  if (approvalStatus !== 'approved' && approvalStatus !== 'carrying-out') return none;
  return changed(context, journal, ({ approval }) => carriedOut(approval, context.who, { at: context.now }));
}

/** §11.3: the task could not be done; what a person could not post stays approved. */
export async function failedApproval(
  context: ApprovalContext,
  journal: Adjustment,
  problem: ApprovalProblem,
): Promise<UsedApproval> {
  if (journal.approvalStatus !== 'carrying-out') return none;
  return changed(context, journal, ({ approval }) => failed(approval, problem, context.who, { at: context.now }));
}

async function changed(
  context: ApprovalContext,
  { approvalRequest, approvalStatus }: Adjustment,
  change: (seen: StoredApproval) => ChangedApproval,
): Promise<UsedApproval> {
  const { entity, now } = context;
  if (approvalRequest === undefined) throw new Error(`a journal is ${approvalStatus} by no request`);
  const seen = await readApproval(entity, approvalRequest);
  if (seen.approval.state !== approvalStatus) throw new Outrun('a request moved since its journal was read');
  const { request: approval, entry } = change(seen);
  const next = { approval, about: seen.about, entry };
  return {
    after: { approvalStatus: approval.state },
    items: await auditedApprovals(context, [approvalChange(entity, next, seen)]),
    events: [approvalChanged(entity, next, now)],
  };
}
