import { notSubmitted, type AdjustmentApproval, type ApprovalStatus } from '../../domain/adjustment-approval.ts';
import { assertOpen } from '../../domain/adjustment.ts';
import { refuse } from '../../domain/refusal.ts';
import type { ApprovalState } from '../../domain/workflow/approval-request.ts';
import type { AdjustmentAsked } from '../../domain/workflow/adjustment-asked.ts';
import type { FittingWorkflow } from '../../domain/workflow/fitting-workflow.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { adjustmentUpdate, type StoredAdjustment } from './adjustment-item.ts';
import { findLine, lineItem, type StoredLine } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import { journalAsked, lineAsked } from './needed-approvals.ts';
import type { TransactItem } from './transact.ts';

/** The journal or line that a request is about, as it is now. */
export type AdjustmentSubject = {
  /** What it says of the last request about it. */
  readonly approval: AdjustmentApproval;
  /** Throws where a request about it cannot change any more. */
  readonly assertOpen: () => void;
  /** What is asked of it as it is, and the workflow that it takes. */
  readonly asked: (now: string) => Promise<{
    readonly about: AdjustmentAsked;
    readonly fitting: FittingWorkflow | undefined;
  }>;
  /** Its write with the state of that request, if it is still as it was read. */
  readonly with: (approvalStatus: ApprovalState) => TransactItem;
};

export async function readSubject(entity: AuthorizedEntity, about: AdjustmentAsked): Promise<AdjustmentSubject> {
  const journal = await readAdjustment(entity, about.adjustment);
  if (about.line === undefined) return journalSubject(entity, journal);
  const line = await findLine(entity, about.adjustment, about.line);
  return line === undefined ? goneSubject() : lineSubject(entity, journal, line);
}

function journalSubject(
  entity: AuthorizedEntity,
  { adjustment: journal, version }: StoredAdjustment,
): AdjustmentSubject {
  return {
    approval: journal,
    assertOpen: () => assertOpen(journal),
    asked: (now) => journalAsked({ entity, now }, journal),
    with: (approvalStatus: ApprovalStatus) =>
      adjustmentUpdate(entity, journal.adjustment, {
        set: { approvalStatus },
        where: { journalState: 'open', version },
      }),
  };
}

function lineSubject(
  entity: AuthorizedEntity,
  { adjustment: journal }: StoredAdjustment,
  stored: StoredLine,
): AdjustmentSubject {
  return {
    approval: stored.approval,
    // What is asked of a line of a posted journal does nothing, and can be taken back.
    assertOpen: () => undefined,
    asked: (now) => lineAsked({ entity, now }, journal, stored),
    with: (approvalStatus: ApprovalStatus) =>
      lineItem(entity, journal.adjustment, stored.line, stored, { ...stored.approval, approvalStatus }),
  };
}

/** Of a line that was deleted: its request ended with it, so that nothing can be done with that any more. */
function goneSubject(): AdjustmentSubject {
  const gone = () => {
    throw refuse('approval-not-in-state', { state: 'void', action: 'change' });
  };
  return { approval: notSubmitted, assertOpen: () => undefined, asked: gone, with: gone };
}
