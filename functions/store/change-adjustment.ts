import {
  afterChange,
  isUnderWay,
  isVoidedByChange,
  notSubmitted,
  type AdjustmentApproval,
} from '../../domain/adjustment-approval.ts';
import { assertOpen, mostLines, type Adjustment } from '../../domain/adjustment.ts';
import type { AdjustmentLine } from '../../domain/adjustment-line.ts';
import type { AdjustmentId, AdjustmentLineId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { StoredAdjustment } from './adjustment-item.ts';
import { findLine, lineItem, lineRemoval, type StoredLine } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { editedJournal } from './edited-journal.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';

/** While it can still be edited. `check` sees what is there, and throws refusals. */
export async function describeAdjustment(
  context: ChangeContext,
  adjustment: AdjustmentId,
  description: string,
  check: (seen: StoredAdjustment) => void,
): Promise<StoredAdjustment> {
  return retrying(context.deadlineMs, async (patience) => {
    const seen = await readAdjustment(context.entity, adjustment);
    assertOpen(seen.adjustment);
    check(seen);
    if (seen.adjustment.description === description) return seen;
    const change = { set: { description }, where: { version: seen.version } };
    await writeUnlessOutrun(await editedJournal(context, seen, change), patience);
    const after = { ...seen.adjustment, ...afterChange(seen.adjustment), description };
    return { adjustment: after, version: seen.version + 1 };
  });
}

/** A line of a journal that can still be edited, as `write` wants it; asked again where others were first. */
export async function putLine(
  context: ChangeContext,
  { adjustment, line }: { readonly adjustment: AdjustmentId; readonly line: AdjustmentLineId },
  write: (journal: Adjustment, seen: StoredLine | undefined) => Promise<AdjustmentLine>,
): Promise<{ readonly stored: StoredLine; readonly isCreated: boolean }> {
  const { entity, deadlineMs } = context;
  return retrying(deadlineMs, async (patience) => {
    const [journal, seen] = await Promise.all([readAdjustment(entity, adjustment), findLine(entity, adjustment, line)]);
    assertOpen(journal.adjustment);
    const written = await write(journal.adjustment, seen);
    const isCreated = seen === undefined;
    if (isCreated && journal.adjustment.lines >= mostLines) throw refuse('adjustment-full', { maximum: mostLines });
    const change = isCreated ? { addedLines: 1, mostLinesBefore: mostLines - 1 } : {};
    const approval = seen === undefined ? notSubmitted : afterChange(seen.approval);
    const items = [
      ...(await editedJournal(context, journal, change, voidedOf(seen, isVoidedByChange))),
      lineItem(entity, adjustment, written, seen, approval),
    ];
    await writeUnlessOutrun(items, patience);
    return { stored: { line: written, approval, version: (seen?.version ?? 0) + 1 }, isCreated };
  });
}

export async function deleteLine(
  context: ChangeContext,
  { adjustment, line }: { readonly adjustment: AdjustmentId; readonly line: AdjustmentLineId },
  check: (seen: StoredLine) => void,
): Promise<void> {
  const { entity, deadlineMs } = context;
  return retrying(deadlineMs, async (patience) => {
    const [journal, seen] = await Promise.all([readAdjustment(entity, adjustment), findLine(entity, adjustment, line)]);
    assertOpen(journal.adjustment);
    if (seen === undefined) throw refuse('not-found', { kind: 'adjustment-line' });
    check(seen);
    const items = [
      ...(await editedJournal(context, journal, { addedLines: -1 }, voidedOf(seen, isUnderWay))),
      lineRemoval(entity, adjustment, seen),
    ];
    await writeUnlessOutrun(items, patience);
  });
}

function voidedOf(
  seen: StoredLine | undefined,
  isVoid: (approval: AdjustmentApproval) => boolean,
): readonly AdjustmentApproval[] {
  return seen !== undefined && isVoid(seen.approval) ? [seen.approval] : [];
}
