import type { AdjustmentId, ApprovalRequestId } from '../../domain/ids.ts';
import type { ApprovalProblem } from '../../domain/workflow/approval-request.ts';
import { adjustmentUpdate } from './adjustment-item.ts';
import { readAdjustment } from './adjustments.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { adjustmentPartition } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { failedApproval } from './used-approval.ts';

type Asked = { readonly adjustment: AdjustmentId; readonly task: ApprovalRequestId };

/** §11.3: the journal that was to be posted by itself waits, with why, to be mended; unless it is posted, or its request has ended, meanwhile. */
export async function failPosting(
  context: ChangeContext,
  { adjustment, task }: Asked,
  problem: ApprovalProblem,
): Promise<void> {
  const { entity } = context;
  await retrying(context.deadlineMs, async (patience) => {
    const { adjustment: journal, version } = await readAdjustment(entity, adjustment);
    if (journal.state !== 'open' || journal.approvalRequest !== task) return;
    const { after, items, events } = await failedApproval(context, journal, problem);
    if (items.length === 0) return;
    const failed = adjustmentUpdate(entity, adjustment, { set: after, where: { journalState: 'open', version } });
    const told = events.map((event) => outboxItem(adjustmentPartition(entity, adjustment), event));
    await writeUnlessOutrun([failed, ...items, ...told], patience);
  });
}
