import type { ApprovalProblem } from '../../domain/workflow/approval-request.ts';
import type { AdjustmentAsked } from '../../domain/workflow/adjustment-asked.ts';
import { Refusal, refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { businessInstant } from '../clock.ts';
import { problemOf } from '../problem.ts';
import { assertStillAllowed } from '../still-allowed.ts';
import type { StoredAdjustment } from '../store/adjustment-item.ts';
import type { StoredApproval } from '../store/approval-item.ts';
import { failPosting } from '../store/fail-posting.ts';
import { postAtOnce } from '../store/post-adjustment.ts';
import { startPosting } from '../store/start-posting.ts';

/** §11.3: posts an approved journal in the name of who asked for it. Where that is refused, the request says why. */
export async function postApproved(
  entity: AuthorizedEntity,
  { approval }: StoredApproval,
  { adjustment }: AdjustmentAsked,
  deadlineMs: number,
): Promise<void> {
  const { request: task, requester: who } = approval;
  const context = { entity, who, now: businessInstant(entity), deadlineMs };
  const asked = { adjustment, task };
  const check = (seen: StoredAdjustment) => {
    const { approvalStatus: state, approvalRequest } = seen.adjustment;
    if (approvalRequest === task && state === 'carrying-out') return;
    throw refuse('approval-not-in-state', { state, action: 'carry-out' });
  };
  try {
    // Posting by hand is for managers; who asked for it needs the approval in its place.
    await assertStillAllowed(who, entity, 'submit-adjustment');
    if ((await postAtOnce(context, asked, check)) === undefined) await startPosting(context, asked, check);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await failPosting(context, asked, causeOf(error as Refusal));
  }
}

function causeOf(refusal: Refusal): ApprovalProblem {
  const { type, title } = problemOf(refusal);
  if (!isNotPostable(refusal)) return { type, title };
  return { type, title, lines: refusal.details.lines.map(({ line, code }) => ({ line, code })) };
}

function isNotPostable(refusal: Refusal): refusal is Refusal<'adjustment-not-postable'> {
  return refusal.code === 'adjustment-not-postable';
}
