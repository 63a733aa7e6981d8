import { permitted, withoutApproval } from '../domain/hold-approval.ts';
import type { Hold } from '../domain/hold.ts';
import type { ApprovalRequestId, Subject } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { Approver } from '../domain/workflow/approvers.ts';
import type { ChangedApproval } from '../domain/workflow/change-approval.ts';
import type { HoldAsked } from '../domain/workflow/hold-asked.ts';
import type { Actor, AuthorizedEntity } from './actor.ts';
import type { OperationName } from './operations.ts';
import { ownRequestId } from './own-request-id.ts';
import { approvalChange } from './store/approval-change.ts';
import { approvalChanged, approvalNeeded, carryOutApproval } from './store/approval-events.ts';
import type { StoredApproval } from './store/approval-item.ts';
import { readApproval } from './store/approvals.ts';
import { changeOrder, type Intent, type Known } from './store/change-order.ts';
import type { StoredHold } from './store/credit-state.ts';
import { joined, requestKey } from './store/keys.ts';
import type { OrderChange } from './store/order-change.ts';
import { holdChanged } from './store/order-events.ts';
import type { OutboxEvent } from './store/outbox.ts';
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
  readonly known: Known;
  readonly own: StoredHold;
};

export type ApprovalAct = ChangedApproval & {
  /** Whoever acts decides on the request of another (§1.5). */
  readonly isDecision: boolean;
  /** Where it is asked otherwise. */
  readonly about?: HoldAsked;
  readonly checks?: readonly Part[];
};

export type ApprovalAction = (setting: ApprovalSetting) => ApprovalAct | Promise<ApprovalAct>;

/** §11.2: what a person does with an approval request, once for each key, with what it means for the hold, whole or not at all. */
export async function changeApprovalRequest(
  asked: Asked,
  act: ApprovalAction,
): Promise<{ readonly approval: StoredApproval; readonly isReplay: boolean }> {
  const { operation, entity, actor, approvalRequest, idempotencyKey, requestHash, deadlineMs } = asked;
  const { customer, order } = (await readApproval(entity, approvalRequest)).about;
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
  return { entity, seen, me, known, own, stands: { name: 'user', item: grantsStand(actor.subject, user) } };
}
type SettingWithUser = ApprovalSetting & { readonly stands: Part };

function changeBy(setting: SettingWithUser, acted: ApprovalAct, record: Part): OrderChange {
  const { entity, seen, me, known, own, stands } = setting;
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
      ...eventsOf(entity, seen, told, known.moment.now),
    ],
    with: [record],
  };
}

/** A hold refers to its request until that has ended; it awaits one that is under way, and waits for a person with one that is approved. */
function heldAfter(hold: Hold, { approval, about }: Pick<StoredApproval, 'approval' | 'about'>): Hold {
  const version = hold.version + 1;
  const { state } = approval;
  if (state === 'approved') return { ...permitted(hold), version };
  if (state === 'rejected' || state === 'recalled') return { ...withoutApproval(hold), version };
  if (hold.approval === undefined || hold.approval.withPosting === about.withPosting) return hold;
  return { ...hold, approval: { ...hold.approval, withPosting: about.withPosting }, version };
}

/** Who is asked now is told; else, where its state is another, whoever made the request. */
function eventsOf(
  entity: AuthorizedEntity,
  seen: StoredApproval,
  told: Pick<StoredApproval, 'approval' | 'about'>,
  now: string,
): readonly OutboxEvent[] {
  const { state, step, delegations } = told.approval;
  if (state === 'in-progress') {
    const isAskedAnew = seen.approval.state !== state || seen.approval.step !== step || delegations.length > 0;
    return isAskedAnew ? [approvalNeeded(entity, told, now)] : [];
  }
  const task = state === 'carrying-out' ? [carryOutApproval(entity, told, now)] : [];
  return [approvalChanged(entity, told, now), ...task];
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
