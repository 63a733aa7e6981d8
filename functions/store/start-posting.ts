import type { AdjustmentId } from '../../domain/ids.ts';
import type { Adjustment } from '../../domain/adjustment.ts';
import { newJob } from '../new-job.ts';
import { adjustmentUpdate, type StoredAdjustment } from './adjustment-item.ts';
import type { ChangeContext } from './change-rulebook.ts';
import { newJobParts } from './jobs.ts';
import { joined } from './keys.ts';
import { assertApproved } from './needed-approvals.ts';
import { postingRecord, readPostable, type AskedPosting, type PostedAdjustment } from './post-adjustment.ts';
import { retrying, writeUnlessOutrun } from './retrying.ts';

/** What the job that posts a journal is asked. */
export type PostingAsked = { readonly adjustment: AdjustmentId };

/** §12.3: a journal that has no room in one transaction is posted by a job, which is there when nothing of it can be edited. */
export async function startPosting(
  context: ChangeContext,
  asked: AskedPosting,
  check: (seen: StoredAdjustment) => void,
): Promise<PostedAdjustment> {
  const { entity, who, now } = context;
  const { adjustment, idempotencyKey, requestHash = '', task } = asked;
  return retrying(context.deadlineMs, async (patience) => {
    const seen = await readPostable(context, asked, check);
    if ('isReplay' in seen) return seen;
    await assertApproved(context, seen.adjustment, task);
    const key =
      task === undefined ? joined(adjustment, idempotencyKey) : joined(adjustment, 'task', task, String(seen.version));
    const wanted: PostingAsked = { adjustment };
    const job = newJob({ kind: 'post-adjustment', entity, by: who, asked: wanted, key, now });
    const posting: Adjustment = { ...seen.adjustment, state: 'posting', job: job.job };
    const after = { adjustment: posting, version: seen.version + 1 };
    const begun = adjustmentUpdate(entity, adjustment, {
      set: { journalState: 'posting', phase: 'claiming', job: job.job },
      where: { journalState: 'open', version: seen.version },
    });
    const parts = newJobParts(entity, job, requestHash);
    await writeUnlessOutrun(
      [begun, ...postingRecord(entity, asked, after), ...parts.map(({ item }) => item)],
      patience,
    );
    return { ...after, isReplay: false };
  });
}
