import type { AdjustmentLine } from '../../domain/adjustment-line.ts';
import { businessDate } from '../../domain/civil-date.ts';
import type { Subject } from '../../domain/ids.ts';
import { judgeLines, type RefusedLine } from '../../domain/posted-limits.ts';
import { refuse } from '../../domain/refusal.ts';
import type { ApprovalProblem } from '../../domain/workflow/approval-request.ts';
import { isClaimOf } from './account-marks.ts';
import { adjustmentUpdate, type PostingPhase, type StoredAdjustment } from './adjustment-item.ts';
import { readAdjustment } from './adjustments.ts';
import { claimedChange } from './change-claimed.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { claimLimits, claimOf, givenBackItem, type Claiming } from './claim-limits.ts';
import { byHolder, judgeHolders, type LinesOfHolder } from './judged-lines.ts';
import { adjustmentPartition, joined, requestKey } from './keys.ts';
import { readHolders, type StoredHolder, type StoredHolders } from './limit-holders.ts';
import { outboxItem } from './outbox.ts';
import type { PostingContext } from './posted-holder.ts';
import { findRecord, requestRecord, resultOf } from './request-record.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { failedApproval, usedApproval } from './used-approval.ts';

/** Some of the journal's lines: all of those of their holders. */
export type SomeLines = { readonly number: number; readonly lines: readonly AdjustmentLine[] };

/**
 * Claims the limits that the lines change, and gives the lines that stop the posting; one such line ends the claiming. What was
 * refused once stays so, however often this is run. `undefined` where nobody looks at lines any more.
 */
export async function claimLines(
  claiming: Claiming,
  { number, lines }: SomeLines,
  deadlineMs: number,
): Promise<readonly RefusedLine[] | undefined> {
  const { entity, job } = claiming;
  const key = requestKey(entity, 'claim-limits', joined(job, String(number)));
  return retrying(deadlineMs, async (patience) => {
    const [record, phase] = await Promise.all([findRecord(key, job), phaseOf(claiming)]);
    if (record !== undefined) return resultOf<readonly RefusedLine[]>(record);
    if (phase === 'changing') return [];
    if (phase === 'withdrawn') return undefined;
    const wanted = byHolder(lines);
    const judged = judgeHolders(entity, wanted, await holdersOf(claiming, wanted), claimOf(claiming));
    const refused = judged.flatMap((one) => (one.kind === 'refused' ? one.refused : []));
    if (refused.length > 0) {
      const end = phase === 'claiming' ? [phaseChange(claiming, 'claiming', 'refused')] : [];
      await writeUnlessOutrun([...end, requestRecord(key, job, refused)], patience);
    } else if (phase === 'claiming') {
      const free = judged.flatMap((one) => (one.kind === 'changed' ? [one.stored] : []));
      await claimLimits(
        claiming,
        free.filter(({ marks }) => marks.claim === undefined),
        patience,
      );
    }
    return refused;
  });
}

/** Of lines that stop the posting whatever the limits are; says whether anybody looks at lines still. */
export async function refuseLines(claiming: Claiming, deadlineMs: number): Promise<boolean> {
  return retrying(deadlineMs, async (patience) => {
    const phase = await phaseOf(claiming);
    if (phase === 'claiming') await writeUnlessOutrun([phaseChange(claiming, 'claiming', 'refused')], patience);
    return phase !== 'withdrawn';
  });
}

/** Once every limit is claimed: from here on they can only change. */
export async function decidePosting(claiming: Claiming, deadlineMs: number): Promise<void> {
  await retrying(deadlineMs, async (patience) => {
    if ((await phaseOf(claiming)) !== 'claiming') return;
    await writeUnlessOutrun([phaseChange(claiming, 'claiming', 'changing')], patience);
  });
}

/** Changes the claimed limits one by one, or gives the claims back where a line was refused; says which. */
export async function carryOut(
  claiming: Claiming,
  { lines }: SomeLines,
  by: { readonly who: Subject; readonly now: string; readonly deadlineMs: number },
): Promise<'posted' | 'not-posted'> {
  const { entity, adjustment } = claiming;
  const wanted = byHolder(lines);
  const own = claimOf(claiming);
  const [phase, document] = await Promise.all([phaseOf(claiming), currentRulebook(entity)]);
  const isOwn = (stored: StoredHolder | undefined): stored is StoredHolder =>
    stored !== undefined && isClaimOf(stored.marks.claim, own);
  if (phase === 'changing') {
    const context = { ...by, entity, adjustment, document, today: businessDate(by.now, document.entity.timeZone) };
    const read = await retrying(by.deadlineMs, () => holdersOf(claiming, wanted));
    for (const one of wanted) await changeOne(context, claiming, one, read.of(one.holder));
    return 'posted';
  }
  await retrying(by.deadlineMs, async (patience) => {
    const read = await holdersOf(claiming, wanted);
    const claimed = wanted.map(({ holder }) => read.of(holder)).filter(isOwn);
    if (claimed.length === 0) return;
    await writeUnlessOutrun(
      claimed.map((holder) => givenBackItem(claiming, holder)),
      patience,
    );
  });
  return 'not-posted';
}

/** A holder that is claimed no more has been changed before. */
async function changeOne(
  context: PostingContext,
  claiming: Claiming,
  one: LinesOfHolder,
  seen: StoredHolder | undefined,
): Promise<void> {
  let known = seen;
  await retrying(context.deadlineMs, async (patience) => {
    const stored = known ?? (await holdersOf(claiming, [one])).of(one.holder);
    known = undefined;
    if (stored === undefined || !isClaimOf(stored.marks.claim, claimOf(claiming))) return;
    const judged = judgeLines(one.lines, stored.limits);
    if (judged.kind === 'refused') throw new Error('a claimed limit has changed');
    await writeUnlessOutrun(claimedChange(context, claiming, stored, judged.after), patience);
  });
}

/**
 * The journal is posted once all of its limits have changed, and open again where none has; then what was to be done by itself has
 * failed for `problem` (§11.3).
 */
export async function endPosting(claiming: Claiming, context: ChangeContext, problem: ApprovalProblem): Promise<void> {
  const { entity, adjustment, job } = claiming;
  const { who: by, now: at } = context;
  await retrying(context.deadlineMs, async (patience) => {
    const { adjustment: journal, phase } = await journalOf(claiming);
    if (journal.state !== 'posting') return;
    const isPosted = phase === 'changing';
    const used = isPosted ? await usedApproval(context, journal) : await failedApproval(context, journal, problem);
    const end = isPosted ? { journalState: 'posted', posted: { by, at } } : { journalState: 'open' };
    const where = { journalState: 'posting', job, phase };
    const items = [
      adjustmentUpdate(entity, adjustment, { set: { ...end, ...used.after }, where }),
      ...used.items,
      ...used.events.map((event) => outboxItem(adjustmentPartition(entity, adjustment), event)),
    ];
    await writeUnlessOutrun(items, patience);
  });
}

/** The journal that the job posts; refused where that is none of its business any more. */
export async function journalOf({ entity, adjustment, job }: Claiming): Promise<StoredAdjustment> {
  const stored = await readAdjustment(entity, adjustment);
  const { state, posted } = stored.adjustment;
  if (stored.adjustment.job === job) return stored;
  throw refuse('adjustment-not-open', { state, by: posted?.by ?? null, at: posted?.at ?? null });
}

async function phaseOf(claiming: Claiming): Promise<PostingPhase | undefined> {
  return (await journalOf(claiming)).phase;
}

export function phaseChange({ entity, adjustment, job }: Claiming, from: PostingPhase, phase: PostingPhase) {
  return adjustmentUpdate(entity, adjustment, { set: { phase }, where: { journalState: 'posting', job, phase: from } });
}

async function holdersOf({ entity }: Claiming, wanted: readonly LinesOfHolder[]): Promise<StoredHolders> {
  const { baseCurrency } = (await currentRulebook(entity)).entity;
  return readHolders(
    entity,
    baseCurrency,
    wanted.map(({ holder }) => holder),
  );
}
