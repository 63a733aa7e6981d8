import { isDeepStrictEqual } from 'node:util';
import type { ReviewSubject, ReviewWork } from '../../domain/review-work.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { reviewWorkOnWire } from '../review-work-wire.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { findReviewWork, type FoundWork } from './find-review-work.ts';
import { joined, reviewPartition } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { accountUnmoved, nextWork, sortOf, storedWorkOf, type ListedWork, type StoredWork } from './review-work.ts';
import type { TransactItem } from './transact.ts';

/** Each change with its event is whole by itself, so that many need no one transaction. */
const changesAtOnce = 40;

/**
 * Keeps what of a subject is review work now: each that is new with its event, in one transaction; what no longer is goes.
 * Gives what there is, `undefined` where there is no such subject.
 */
export async function updateReviewWork(
  entity: AuthorizedEntity,
  subject: ReviewSubject,
  deadlineMs: number,
): Promise<readonly ReviewWork[] | undefined> {
  return retrying(deadlineMs, async (patience) => {
    const stored = await storedWorkOf(entity, subject);
    const found = await findReviewWork(entity, subject);
    const changes = changesOf(entity, subject, stored, found);
    for (let start = 0; start < changes.length; start += changesAtOnce) {
      const items = changes.slice(start, start + changesAtOnce).flat();
      await writeUnlessOutrun(found === undefined ? items : [accountUnmoved(found.account), ...items], patience);
    }
    return found?.work;
  });
}

function changesOf(
  entity: AuthorizedEntity,
  subject: ReviewSubject,
  stored: ReadonlyMap<string, StoredWork>,
  found: FoundWork | undefined,
): readonly (readonly TransactItem[])[] {
  const now = new Map((found?.work ?? []).map((work) => [sortOf(work), work]));
  const gone = [...stored].flatMap(([name, { version, found: listed }]) =>
    listed === undefined || now.has(name) ? [] : [[nextWork(entity, { subject, name, seen: version })]],
  );
  if (found === undefined) return gone;
  const { creditManagementGroup, today } = found;
  const kept = [...now].flatMap(([name, work]) => {
    const { version: seen, found: listed } = stored.get(name) ?? {};
    const next: ListedWork = { subject, creditManagementGroup, work, since: listed?.since ?? today };
    const write = nextWork(entity, { subject, name, seen }, next);
    if (listed !== undefined) return isSame(listed, next) ? [] : [[write]];
    return [[write, eventOf(entity, next, found, joined(name, `${(seen ?? 0) + 1}`))]];
  });
  return [...gone, ...kept];
}

const asStored = evidenceAs<ListedWork>();

/** Once both are read from the table. */
function isSame(stored: ListedWork, next: ListedWork): boolean {
  return isDeepStrictEqual(stored, asStored(deflateEvidence(next), 'found'));
}

/** §15.2: named after whose it is, what, and the occurrence. */
function eventOf(entity: AuthorizedEntity, next: ListedWork, found: FoundWork, occurrence: string): TransactItem {
  const { legalEntity: _, ...data } = reviewWorkOnWire(entity, { ...found, ...next });
  const { kind, id } = next.subject;
  return outboxItem(reviewPartition(entity, next.subject), {
    id: joined('review-work', kind, id, occurrence),
    type: 'review-work-found',
    legalEntity: entity,
    occurredAt: businessInstant(entity),
    data,
  });
}
