import { assertOpen, mostLines, type Adjustment } from '../../domain/adjustment.ts';
import type { AdjustmentLine } from '../../domain/adjustment-line.ts';
import type { AdjustmentId, AdjustmentLineId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { adjustmentUpdate, type StoredAdjustment } from './adjustment-item.ts';
import { findLine, lineItem, lineRemoval, type StoredLine } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';

type Context = { readonly entity: AuthorizedEntity; readonly deadlineMs: number };

/** While it can still be edited. `check` sees what is there, and throws refusals. */
export async function describeAdjustment(
  { entity, deadlineMs }: Context,
  adjustment: AdjustmentId,
  description: string,
  check: (seen: StoredAdjustment) => void,
): Promise<StoredAdjustment> {
  return retrying(deadlineMs, async (patience) => {
    const seen = await readAdjustment(entity, adjustment);
    assertOpen(seen.adjustment);
    check(seen);
    if (seen.adjustment.description === description) return seen;
    const where = { journalState: 'open', version: seen.version };
    await writeUnlessOutrun([adjustmentUpdate(entity, adjustment, { set: { description }, where })], patience);
    return { adjustment: { ...seen.adjustment, description }, version: seen.version + 1 };
  });
}

/** A line of a journal that can still be edited, as `write` wants it; asked again where others were first. */
export async function putLine(
  { entity, deadlineMs }: Context,
  { adjustment, line }: { readonly adjustment: AdjustmentId; readonly line: AdjustmentLineId },
  write: (journal: Adjustment, seen: StoredLine | undefined) => Promise<AdjustmentLine>,
): Promise<{ readonly stored: StoredLine; readonly isCreated: boolean }> {
  return retrying(deadlineMs, async (patience) => {
    const [journal, seen] = await Promise.all([readAdjustment(entity, adjustment), findLine(entity, adjustment, line)]);
    assertOpen(journal.adjustment);
    const written = await write(journal.adjustment, seen);
    const isCreated = seen === undefined;
    if (isCreated && journal.adjustment.lines >= mostLines) throw refuse('adjustment-full', { maximum: mostLines });
    const change = isCreated ? { addedLines: 1, mostLinesBefore: mostLines - 1 } : {};
    const items = [
      adjustmentUpdate(entity, adjustment, { where: { journalState: 'open' }, ...change }),
      lineItem(entity, adjustment, written, seen),
    ];
    await writeUnlessOutrun(items, patience);
    return { stored: { line: written, version: (seen?.version ?? 0) + 1 }, isCreated };
  });
}

export async function deleteLine(
  { entity, deadlineMs }: Context,
  { adjustment, line }: { readonly adjustment: AdjustmentId; readonly line: AdjustmentLineId },
  check: (seen: StoredLine) => void,
): Promise<void> {
  return retrying(deadlineMs, async (patience) => {
    const [journal, seen] = await Promise.all([readAdjustment(entity, adjustment), findLine(entity, adjustment, line)]);
    assertOpen(journal.adjustment);
    if (seen === undefined) throw refuse('not-found', { kind: 'adjustment-line' });
    check(seen);
    const items = [
      adjustmentUpdate(entity, adjustment, { addedLines: -1, where: { journalState: 'open' } }),
      lineRemoval(entity, adjustment, seen),
    ];
    await writeUnlessOutrun(items, patience);
  });
}
