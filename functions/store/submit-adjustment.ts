import { assertSubmittable } from '../../domain/adjustment-approval.ts';
import { assertOpen, type Adjustment } from '../../domain/adjustment.ts';
import type { AdjustmentId, AdjustmentLineId, ApprovalRequestId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import { submitted } from '../../domain/workflow/change-approval.ts';
import { adjustmentUpdate, type StoredAdjustment } from './adjustment-item.ts';
import { findLine, lineItem, type StoredLine } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import { approvalChange } from './approval-change.ts';
import { approvalNeeded } from './approval-events.ts';
import type { StoredApproval } from './approval-item.ts';
import { auditedApprovals } from './audited-approvals.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { contentHash } from './hash.ts';
import { adjustmentPartition, joined, requestKey } from './keys.ts';
import { journalAsked, lineAsked } from './needed-approvals.ts';
import { outboxItem } from './outbox.ts';
import { assertOthersAsked } from './people.ts';
import { findRecord, requestRecord, resultOf } from './request-record.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import type { TransactItem } from './transact.ts';

type Asked = {
  readonly adjustment: AdjustmentId;
  /** Absent where the whole journal is submitted. */
  readonly line?: AdjustmentLineId;
  readonly comment?: string | undefined;
  readonly idempotencyKey: string;
  readonly requestHash: string;
};
/** With the version of what was submitted. */
type Done = { readonly approval: StoredApproval; readonly version: number };
export type Submitted = Done & { readonly isReplay: boolean };

/** §11.2: asks for the approval of a journal or a line as it is. `check` sees which version that is, and throws refusals. */
export async function submitAdjustment(
  context: ChangeContext,
  asked: Asked,
  check: (seen: { readonly version: number }) => void,
): Promise<Submitted> {
  const { entity, who, now, deadlineMs } = context;
  const { adjustment, comment, idempotencyKey, requestHash } = asked;
  const { line: lineId } = asked;
  const key = requestKey(entity, 'submit-adjustment', joined(adjustment, lineId ?? '', idempotencyKey));
  return retrying(deadlineMs, async (patience) => {
    const journal = await readAdjustment(entity, adjustment);
    const line = lineId === undefined ? undefined : await findLine(entity, adjustment, lineId);
    const record = await findRecord(key, requestHash);
    if (record !== undefined) return { ...resultOf<Done>(record), isReplay: true };
    if (lineId !== undefined && line === undefined) throw refuse('not-found', { kind: 'adjustment-line' });
    assertOpen(journal.adjustment);
    check(line ?? journal);
    assertSubmittable(line?.approval ?? journal.adjustment);
    const { about, fitting } = await neededFor(context, journal.adjustment, line);
    if (fitting === undefined) throw refuse('no-workflow-fits', {});
    const id = requestIdOf(journal, line);
    const { request: approval, entry } = submitted(id, fitting, who, { at: now, comment });
    await assertOthersAsked(entity, approval);
    const next = { approval, about, entry };
    const done = { approval: { approval, about, version: 1 }, version: (line ?? journal).version + 1 };
    await writeUnlessOutrun(
      [
        ...submittedItems(context, id, journal, line),
        ...(await auditedApprovals(context, [approvalChange(entity, next, undefined)])),
        outboxItem(adjustmentPartition(entity, adjustment), approvalNeeded(entity, next, now)),
        requestRecord(key, requestHash, done),
      ],
      patience,
    );
    return { ...done, isReplay: false };
  });
}

async function neededFor(context: ChangeContext, journal: Adjustment, line: StoredLine | undefined) {
  return line === undefined ? journalAsked(context, journal) : lineAsked(context, journal, line);
}

const idLength = 22;

/** No other request is ever of the same version of the journal and of the line; those of holds have two numbers at their end. */
function requestIdOf({ adjustment: { adjustment }, version }: StoredAdjustment, line: StoredLine | undefined) {
  const place = line && contentHash([line.line.line, line.version, version]).slice(0, idLength);
  return `${adjustment}.${place ?? version}` as ApprovalRequestId;
}

function submittedItems(
  { entity }: ChangeContext,
  approvalRequest: ApprovalRequestId,
  { adjustment: { adjustment }, version }: StoredAdjustment,
  line: StoredLine | undefined,
): readonly TransactItem[] {
  const approval = { approvalStatus: 'in-progress', approvalRequest } as const;
  if (line === undefined) {
    return [adjustmentUpdate(entity, adjustment, { set: approval, where: { journalState: 'open', version } })];
  }
  // It moves the journal, so that a posting either sees what is asked or comes first.
  const journal = adjustmentUpdate(entity, adjustment, { where: { journalState: 'open' } });
  return [lineItem(entity, adjustment, line.line, line, approval), journal];
}
