import { isOfAdjustment } from '../domain/workflow/adjustment-asked.ts';
import type { Asked, ApprovalAction } from './change-approval-request.ts';
import { businessInstant } from './clock.ts';
import { eventsOfApproval } from './events-of-approval.ts';
import { readSubject } from './store/adjustment-subject.ts';
import { approvalChange } from './store/approval-change.ts';
import type { StoredApproval } from './store/approval-item.ts';
import { readApproval } from './store/approvals.ts';
import { auditedApprovals } from './store/audited-approvals.ts';
import { adjustmentPartition, joined, requestKey } from './store/keys.ts';
import { outboxItem } from './store/outbox.ts';
import { findRecord, requestRecord, resultOf } from './store/request-record.ts';
import { Outrun } from './store/patience.ts';
import { retrying, writeUnlessOutrun } from './store/retrying.ts';
import { grantOf, grantsStand, readUser } from './store/users.ts';

/** §11.2: what a person does with a request about a journal or a line, once for each key, with what that says of it. */
export async function changeAdjustmentApproval(
  asked: Asked,
  act: ApprovalAction,
): Promise<{ readonly approval: StoredApproval; readonly isReplay: boolean }> {
  const { operation, entity, actor, approvalRequest, idempotencyKey, requestHash, deadlineMs } = asked;
  const key = requestKey(entity, operation, joined(approvalRequest, idempotencyKey));
  return retrying(deadlineMs, async (patience) => {
    const now = businessInstant(entity);
    const { about } = await readApproval(entity, approvalRequest);
    if (!isOfAdjustment(about)) throw new Error(`approval request ${approvalRequest} is about no adjustment`);
    const on = await readSubject(entity, about);
    // After what it is about, which ends it: what has ended then is refused.
    const [seen, user] = await Promise.all([readApproval(entity, approvalRequest), readUser(actor.subject)]);
    const record = await findRecord(key, requestHash);
    if (record !== undefined) return { approval: resultOf<StoredApproval>(record), isReplay: true };
    const me = { subject: actor.subject, roles: grantOf(user, entity)?.roles ?? [] };
    const acted = await act({ entity, seen, me, now, on });
    on.assertOpen();
    if (on.approval.approvalRequest !== approvalRequest || on.approval.approvalStatus !== seen.approval.state) {
      throw new Outrun('a request moved since what it is about was read');
    }
    const { request: approval, entry, isDecision, checks = [] } = acted;
    const next = { approval, about: acted.about ?? seen.about, entry };
    const decider = isDecision ? me.subject : undefined;
    const after: StoredApproval = { approval, about: next.about, version: seen.version + 1 };
    const change = approvalChange(entity, { ...next, decider, checks }, seen);
    const items = [
      ...(await auditedApprovals({ entity, who: actor.subject, now }, [change])),
      grantsStand(actor.subject, user),
      on.with(approval.state),
      ...eventsOfApproval(entity, seen, next, now).map((event) =>
        outboxItem(adjustmentPartition(entity, about.adjustment), event),
      ),
      requestRecord(key, requestHash, after),
    ];
    await writeUnlessOutrun(items, patience);
    return { approval: after, isReplay: false };
  });
}
