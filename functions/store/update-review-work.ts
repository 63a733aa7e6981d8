import { randomUUID } from 'node:crypto';
import type { ReviewSubject, ReviewWork } from '../../domain/review-work.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { reviewWorkOnWire } from '../review-work-wire.ts';
import { deflateEvidence } from './evidence.ts';
import { findReviewWork, type FoundWork } from './find-review-work.ts';
import { reviewPartition } from './keys.ts';
import { outboxItem } from './outbox.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';
import { accountUnmoved, sortOf, storedWorkOf, workGone, workItem, type StoredWork } from './review-work.ts';
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
  const gone = [...stored].filter(([name]) => !now.has(name)).map(([, seen]) => [workGone(entity, seen)]);
  if (found === undefined) return gone;
  const { creditManagementGroup, today } = found;
  const kept = [...now].flatMap(([name, work]) => {
    const seen = stored.get(name);
    const { since, occurrence } = seen ?? { since: today, occurrence: randomUUID() };
    const next: StoredWork = { subject, creditManagementGroup, work, since, occurrence };
    if (seen === undefined) return [[workItem(entity, next, false), eventOf(entity, next, found)]];
    return isSame(seen, next) ? [] : [[workItem(entity, next, true)]];
  });
  return [...gone, ...kept];
}

/** As it is stored. */
function isSame(one: StoredWork, other: StoredWork): boolean {
  const bytesOf = ({ subject, creditManagementGroup, work, since, occurrence }: StoredWork) =>
    deflateEvidence([subject, creditManagementGroup, sortedMembers(work), since, occurrence]);
  return Buffer.compare(bytesOf(one), bytesOf(other)) === 0;
}

function sortedMembers(work: ReviewWork) {
  return Object.entries(work).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** §15.2: named after the occurrence. */
function eventOf(entity: AuthorizedEntity, next: StoredWork, found: FoundWork): TransactItem {
  const { legalEntity: _, ...data } = reviewWorkOnWire(entity, { ...found, ...next });
  return outboxItem(reviewPartition(entity, next.subject), {
    id: `review-work:${next.occurrence}`,
    type: 'review-work-found',
    legalEntity: entity,
    occurredAt: businessInstant(entity),
    data,
  });
}
