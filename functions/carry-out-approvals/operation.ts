import { permitted as permittedHold } from '../../domain/hold-approval.ts';
import type { ApprovalRequestId } from '../../domain/ids.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isOfAdjustment } from '../../domain/workflow/adjustment-asked.ts';
import { carriedOut, failed, permitted, type ChangedApproval } from '../../domain/workflow/change-approval.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { ChangedHold } from '../change-holds.ts';
import { checkReason } from '../check-reason.ts';
import { insteadOf } from '../end-holds.ts';
import { ownRequestId } from '../own-request-id.ts';
import { problemOf } from '../problem.ts';
import { reject } from '../reject-holds/operation.ts';
import { assertStillAllowed } from '../still-allowed.ts';
import { release } from '../release-holds/operation.ts';
import { approvalChange } from '../store/approval-change.ts';
import { approvalChanged } from '../store/approval-events.ts';
import type { StoredApproval } from '../store/approval-item.ts';
import { findApproval } from '../store/approvals.ts';
import { changeOrder, type Intent, type Known } from '../store/change-order.ts';
import type { StoredHold } from '../store/credit-state.ts';
import type { OrderChange } from '../store/order-change.ts';
import { currentRulebook } from '../store/rulebook.ts';
import { postApproved } from './post-approved.ts';

type Reasons = Awaited<ReturnType<typeof currentRulebook>>['reasons'];
type Proposed = OrderChange | 'nothing';

/**
 * §11.3: does what was approved in the name of who asked for it, as if they did it by hand, and while they may. Where that is refused,
 * the request says why. The request is changed with it, so that a message which comes again, or too late, finds nothing to do.
 */
export async function carryOut(entity: AuthorizedEntity, id: ApprovalRequestId, deadlineMs: number): Promise<void> {
  const first = await findApproval(entity, id);
  if (first?.approval.state !== 'carrying-out') return;
  const { about } = first;
  if (isOfAdjustment(about)) return postApproved(entity, first, about, deadlineMs);
  const { customer, order } = about;
  const intent: Intent = {
    entity,
    customer,
    order,
    actor: first.approval.requester,
    request: ownRequestId('carry-out', id, String(first.version)),
    requestHash: '',
    deadlineMs,
  };
  const proposeWith = (propose: (seen: StoredApproval, own: StoredHold, known: Known) => Proposed) =>
    changeOrder(intent, async (known) => {
      const seen = await findApproval(entity, id);
      const own = known.holds.find(({ hold }) => hold.approval?.request === id);
      return seen?.approval.state === 'carrying-out' && own !== undefined ? propose(seen, own, known) : 'nothing';
    });
  const { reasons } = await currentRulebook(entity);
  const { requester, task } = first.approval;
  try {
    await assertStillAllowed(requester, entity, task === 'reject' ? 'reject-holds' : 'release-holds');
    await proposeWith((seen, own, known) => done(entity, seen, own, known, reasons));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { type, title } = problemOf(error);
    await proposeWith((seen, own, known) => notDone(entity, seen, own, known, { type, title }));
  }
}

function done(
  entity: AuthorizedEntity,
  seen: StoredApproval,
  own: StoredHold,
  known: Known,
  reasons: Reasons,
): OrderChange {
  const { requester, task } = seen.approval;
  if (isOfAdjustment(seen.about)) throw new Error(`approval request ${seen.approval.request} is about no hold`);
  const { reason, note, reviewDate } = seen.about;
  checkReason(reasons, reason, 'release');
  const setting = { entity, known, actor: { subject: requester }, chosen: { reviewDate } };
  // Where the release can still be withdrawn, that leaves what was approved to be done by hand.
  const free = { ...own, hold: permittedHold(own.hold) };
  const change =
    task === 'reject'
      ? reject(free, setting, { reason, note })
      : release(free, setting, { reason, note, withPosting: task === 'release-with-posting' });
  const said = { at: known.moment.now };
  const isDone = change.hold.kind === 'ended';
  const acted = isDone ? carriedOut(seen.approval, requester, said) : permitted(seen.approval, requester, said);
  return withRequest(entity, seen, insteadOf(own.hold, change), acted, known);
}

function notDone(
  entity: AuthorizedEntity,
  seen: StoredApproval,
  own: StoredHold,
  known: Known,
  problem: Parameters<typeof failed>[1],
): OrderChange {
  const acted = failed(seen.approval, problem, seen.approval.requester, { at: known.moment.now });
  return withRequest(entity, seen, { order: own.order }, acted, known);
}

function withRequest(
  entity: AuthorizedEntity,
  seen: StoredApproval,
  change: Omit<OrderChange, 'guard'> | ChangedHold,
  { request: approval, entry }: ChangedApproval,
  known: Known,
): OrderChange {
  const next = { approval, about: seen.about, entry };
  return {
    ...change,
    guard: { kind: 'booking' },
    approval: approvalChange(entity, next, seen),
    events: [...(change.events ?? []), approvalChanged(entity, next, known.moment.now)],
  };
}
