import { assertOpen, type Adjustment } from '../../domain/adjustment.ts';
import { businessDate } from '../../domain/civil-date.ts';
import type { AdjustmentId, ApprovalRequestId } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { adjustmentUpdate, type StoredAdjustment } from './adjustment-item.ts';
import { readLines } from './adjustment-lines.ts';
import { readAdjustment } from './adjustments.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { fileLinks } from './file-links.ts';
import { byHolder, judgeHolders, type JudgedHolder } from './judged-lines.ts';
import { adjustmentPartition, joined, requestKey, type Key } from './keys.ts';
import { readHolders } from './limit-holders.ts';
import { assertApproved } from './needed-approvals.ts';
import { outboxItems, type OutboxEvent } from './outbox.ts';
import { postedHolder, type PostingContext } from './posted-holder.ts';
import { findRecord, requestRecord, resultOf } from './request-record.ts';
import { Outrun } from './patience.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { currentRulebook } from './rulebook.ts';
import { fitsOneTransaction, type TransactItem } from './transact.ts';
import { usedApproval } from './used-approval.ts';

/** §12.3: so many lines are posted in one transaction. */
export const linesAtOnce = 40;

export type AskedPosting = {
  readonly adjustment: AdjustmentId;
} & (
  | { readonly idempotencyKey: string; readonly requestHash: string; readonly task?: undefined }
  /** §11.3: the request whose task it is. That a journal says so until it is done makes it once. */
  | { readonly task: ApprovalRequestId; readonly idempotencyKey?: undefined; readonly requestHash?: undefined }
);
export type PostedAdjustment = StoredAdjustment & { readonly isReplay: boolean };

/**
 * §12.3: posts a journal in one transaction: all of its limits or none, and once. `check` sees the journal, and throws refusals.
 * `undefined` where it has no room in one; then nothing is written.
 */
export async function postAtOnce(
  context: ChangeContext,
  asked: AskedPosting,
  check: (seen: StoredAdjustment) => void,
): Promise<PostedAdjustment | undefined> {
  const { entity, who, now } = context;
  const { adjustment } = asked;
  return retrying(context.deadlineMs, async (patience) => {
    const seen = await readPostable(context, asked, check);
    if ('isReplay' in seen) return seen;
    if (seen.adjustment.lines > linesAtOnce) return undefined;
    await assertApproved(context, seen.adjustment, asked.task);
    const judged = await judge(context, seen);
    const refused = judged.holders.flatMap((one) => (one.kind === 'refused' ? one.refused : []));
    if (refused.length > 0) {
      await assertUnmoved(entity, seen);
      throw refuse('adjustment-not-postable', { lines: refused });
    }
    const used = await usedApproval(context, seen.adjustment);
    const posted: Adjustment = { ...seen.adjustment, ...used.after, state: 'posted', posted: { by: who, at: now } };
    const after = { adjustment: posted, version: seen.version + 1 };
    const items = [
      adjustmentUpdate(entity, adjustment, {
        set: { journalState: 'posted', posted: posted.posted, ...used.after },
        where: { journalState: 'open', version: seen.version },
      }),
      ...postingRecord(entity, asked, after),
      ...used.items,
      ...holderItems(judged, used.events),
    ];
    if (!fitsOneTransaction(items.map((item) => ({ name: 'item', item })))) return undefined;
    await fileLinks(
      entity,
      judged.holders.flatMap((one) => (one.kind === 'changed' ? [one.stored] : [])),
      patience,
    );
    await writeUnlessOutrun(items, patience);
    return { ...after, isReplay: false };
  });
}

function recordKey(entity: AuthorizedEntity, adjustment: AdjustmentId, idempotencyKey: string): Key {
  return requestKey(entity, 'post-adjustment', joined(adjustment, idempotencyKey));
}

/** The record of a person's request to post, with what it is answered. */
export function postingRecord(
  entity: AuthorizedEntity,
  { adjustment, idempotencyKey, requestHash }: AskedPosting,
  answer: StoredAdjustment,
): readonly TransactItem[] {
  if (idempotencyKey === undefined) return [];
  return [requestRecord(recordKey(entity, adjustment, idempotencyKey), requestHash, answer)];
}

/** The journal, if it may be posted once it is approved, or how the same request was answered. */
export async function readPostable(
  { entity }: ChangeContext,
  { adjustment, idempotencyKey, requestHash }: AskedPosting,
  check: (seen: StoredAdjustment) => void,
): Promise<StoredAdjustment | PostedAdjustment> {
  const seen = await readAdjustment(entity, adjustment);
  if (idempotencyKey !== undefined) {
    // After the journal: whoever posted it left the record with it.
    const record = await findRecord(recordKey(entity, adjustment, idempotencyKey), requestHash);
    if (record !== undefined) return { ...resultOf<StoredAdjustment>(record), isReplay: true };
  }
  assertOpen(seen.adjustment);
  check(seen);
  if (seen.adjustment.lines === 0) throw refuse('adjustment-empty', {});
  return seen;
}

/** A posting at the same time moves the limits with the journal: what it left of them stops no line. */
async function assertUnmoved(entity: AuthorizedEntity, { adjustment, version }: StoredAdjustment): Promise<void> {
  const now = await readAdjustment(entity, adjustment.adjustment);
  if (now.version !== version) throw new Outrun('the journal moved while its lines were judged');
}

type JudgedJournal = { readonly context: PostingContext; readonly holders: readonly JudgedHolder[] };

async function judge(context: ChangeContext, { adjustment: journal }: StoredAdjustment): Promise<JudgedJournal> {
  const { entity, now } = context;
  const { adjustment } = journal;
  const [document, stored] = await Promise.all([
    currentRulebook(entity),
    readLines(entity, adjustment, { limit: linesAtOnce + 1 }),
  ]);
  if (stored.length !== journal.lines) throw new Outrun('lines came or went since the journal was read');
  const wanted = byHolder(stored.map(({ line }) => line));
  const { baseCurrency, timeZone } = document.entity;
  const holders = await readHolders(
    entity,
    baseCurrency,
    wanted.map(({ holder }) => holder),
  );
  const today = businessDate(now, timeZone);
  return {
    context: { ...context, adjustment, document, today },
    holders: judgeHolders(entity, wanted, holders),
  };
}

/** The writes of all holders, and what is to be sent because of them. */
function holderItems({ context, holders }: JudgedJournal, others: readonly OutboxEvent[]): readonly TransactItem[] {
  const { entity, adjustment, now } = context;
  const posted = holders.flatMap((one) =>
    one.kind === 'changed' ? [postedHolder(context, one.stored, one.after)] : [],
  );
  const sent = { id: 'posted', legalEntity: entity, occurredAt: now };
  const events = [...posted.flatMap((one) => one.events), ...others];
  return [...posted.flatMap((one) => one.items), ...outboxItems(adjustmentPartition(entity, adjustment), sent, events)];
}
