import { permitted, withoutApproval } from '../domain/hold-approval.ts';
import type { Hold } from '../domain/hold.ts';
import type { ApprovalRequestId, Subject } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { Approver } from '../domain/workflow/approvers.ts';
import type { ChangedApproval } from '../domain/workflow/change-approval.ts';
import { isOfAdjustment, type Asked as AskedAbout } from '../domain/workflow/adjustment-asked.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import { changeAdjustmentApproval } from './change-adjustment-approval.ts';
import { eventsOfApproval } from './events-of-approval.ts';
import type { OperationName } from './operations.ts';
import { ownRequestId } from './own-request-id.ts';
import { approvalChange } from './store/approval-change.ts';
import type { AdjustmentSubject } from './store/adjustment-subject.ts';
import type { StoredApproval } from './store/approval-item.ts';
import { readApproval } from './store/approvals.ts';
import { changeOrder, type Intent, type Known } from './store/change-order.ts';
import type { StoredHold } from './store/credit-state.ts';
import { joined, requestKey } from './store/keys.ts';
import type { OrderChange } from './store/order-change.ts';
import { holdChanged } from './store/order-events.ts';
import { requestRecord, resultOf } from './store/request-record.ts';
import type { Part } from './store/transact.ts';
import { grantOf, grantsStand, readUser } from './store/users.ts';

export type Asked = {
  readonly operation: OperationName;
  readonly entity: AuthorizedEntity;
  readonly actor: Actor;
  readonly approvalRequest: ApprovalRequestId;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly deadlineMs: number;
};

/** What an action on a request is decided from. */
export type ApprovalSetting = {
  readonly entity: AuthorizedEntity;
  readonly seen: StoredApproval;
  /** With the roles that the actor has now; the write says that they still stand. */
  readonly me: Approver;
  /** Business time, ISO 8601 UTC. */
  readonly now: string;
  /** What the request is about. */
  readonly on: HeldSubject | AdjustmentSubject;
};

/** A hold among what decides about it. */
export type HeldSubject = { readonly known: Known; readonly own: StoredHold };

export type ApprovalAct = ChangedApproval & {
  /** Whoever acts decides on the request of another (§1.5). */
  readonly isDecision: boolean;
  /** Where it is asked otherwise. */
  readonly about?: AskedAbout;
  readonly checks?: readonly Part[];
};

export type ApprovalAction = (setting: ApprovalSetting) => ApprovalAct | Promise<ApprovalAct>;

/** §11.2: what a person does with an approval request, once for each key, with what it means for the hold, whole or not at all. */
export async function changeApprovalRequest(
  asked: Asked,
  act: ApprovalAction,
): Promise<{ readonly approval: StoredApproval; readonly isReplay: boolean }> {
  const { operation, entity, actor, approvalRequest, idempotencyKey, requestHash, deadlineMs } = asked;
  const { about } = await readApproval(entity, approvalRequest);
  if (isOfAdjustment(about)) return changeAdjustmentApproval(asked, act);
  const { customer, order } = about;
  const record = requestKey(entity, operation, joined(approvalRequest, idempotencyKey));
  const intent: Intent = {
    entity,
    customer,
    order,
    actor: actor.subject,
    request: ownRequestId(operation, approvalRequest, idempotencyKey),
    record,
    requestHash,
    deadlineMs,
  };
  let after: StoredApproval | undefined;
  const changed = await changeOrder(intent, async (known) => {
    const setting = await settingOf(asked, known);
    const acted = await act(setting);
    after = { about: setting.seen.about, ...acted, approval: acted.request, version: setting.seen.version + 1 };
    return changeBy(setting, acted, { name: 'record', item: requestRecord(record, requestHash, shownOf(after)) });
  });
  if (changed.kind === 'replayed') return { approval: resultOf<StoredApproval>(changed.record), isReplay: true };
  if (after === undefined) throw new Error('an approval request was changed by nothing');
  return { approval: shownOf(after), isReplay: false };
}

function shownOf({ approval, about, version }: StoredApproval): StoredApproval {
  return { approval, about, version };
}

type Reading = Pick<Asked, 'entity' | 'approvalRequest'> & { readonly actor: Pick<Actor, 'subject'> };

/** Read after the order, so that a request that is live although its hold has gone was read beside an order that lags. */
async function settingOf({ entity, actor, approvalRequest }: Reading, known: Known): Promise<SettingWithUser> {
  const [seen, user] = await Promise.all([readApproval(entity, approvalRequest), readUser(actor.subject)]);
  const own = known.holds.find(({ hold }) => hold.approval?.request === approvalRequest);
  if (own === undefined) throw refuse('approval-not-in-state', { state: seen.approval.state, action: 'change' });
  const me = { subject: actor.subject, roles: grantOf(user, entity)?.roles ?? [] };
  const stands = { name: 'user', item: grantsStand(actor.subject, user) };
  return { entity, seen, me, now: known.moment.now, on: { known, own }, stands };
}
type SettingWithUser = ApprovalSetting & { readonly on: HeldSubject; readonly stands: Part };

function changeBy(setting: SettingWithUser, acted: ApprovalAct, record: Part): OrderChange {
  const { entity, seen, me, stands } = setting;
  const { known, own } = setting.on;
  const { request: approval, entry, about = seen.about, isDecision, checks = [] } = acted;
  const decider = isDecision ? me.subject : undefined;
  const next = { approval, about, entry, decider, checks: [stands, ...checks] };
  const hold = heldAfter(own.hold, { approval, about });
  const told = { approval, about };
  return {
    order: own.order,
    guard: { kind: 'booking' },
    ...(hold === own.hold ? {} : { hold: { kind: 'changed', hold, previous: own.hold } }),
    because: entry.comment,
    approval: approvalChange(entity, next, seen),
    events: [
      ...(hold === own.hold ? [] : [holdChanged(entity, hold, own.seq + 1, known.moment.now, me.subject)]),
      ...eventsOfApproval(entity, seen, told, known.moment.now),
    ],
    with: [record],
  };
}

/** A hold refers to its request until that has ended; it awaits one that is under way, and waits for a person with one that is approved. */
function heldAfter(hold: Hold, { approval, about }: Pick<StoredApproval, 'approval' | 'about'>): Hold {
  if (isOfAdjustment(about)) throw new Error(`the request of hold ${hold.hold} is about an adjustment`);
  const version = hold.version + 1;
  const { state } = approval;
  if (state === 'approved') return { ...permitted(hold), version };
  if (state === 'rejected' || state === 'recalled') return { ...withoutApproval(hold), version };
  if (hold.approval === undefined || hold.approval.withPosting === about.withPosting) return hold;
  return { ...hold, approval: { ...hold.approval, withPosting: about.withPosting }, version };
}

/** A person who is named in a request, with the roles that they have now, and that these still stand when it is written. */
export async function personNamed(
  entity: AuthorizedEntity,
  subject: Subject,
): Promise<{ readonly person: Approver; readonly stands: Part }> {
  const user = await readUser(subject);
  const person = { subject, roles: grantOf(user, entity)?.roles ?? [] };
  return { person, stands: { name: 'user', item: grantsStand(subject, user) } };
}
