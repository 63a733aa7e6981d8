import { givenUp, releaseUnderWay } from './delayed-release.ts';
import { isCleared, isForced, nextHoldState, type Hold, type HoldApproval, type HoldState } from './hold.ts';
import type { ApprovalRequestId } from './ids.ts';
import type { Order } from './order.ts';
import { refuse } from './refusal.ts';

type HeldOrder = { readonly hold: Hold; readonly order: Order };

/** What is asked of a hold, and may be approved. */
export type AskedAction = Pick<HoldApproval, 'for' | 'withPosting'>;

/** §11.1: the hold while a request about it is under way, for the order as it is. What was approved before is not asked any more. */
export function awaitingApproval({ hold, order }: HeldOrder, action: AskedAction): Hold & { approval: HoldApproval } {
  const state = nextHoldState(hold.state, 'submit');
  if (state === undefined) throw refuse('hold-not-open', { state: hold.state, by: null, at: null });
  const { version: orderVersion, amount } = order.terms;
  const { for: subject, withPosting } = action;
  const approvalCount = (hold.approvalCount ?? 0) + 1;
  // As a hold is named after its order (docs/adr/0005).
  const request = `${hold.hold}.${approvalCount}` as ApprovalRequestId;
  const approval = { request, for: subject, withPosting, orderVersion, amount, isGranted: false };
  return { ...hold, state, approval, approvalCount, version: hold.version + 1 };
}

/** §11.3: approved, the hold waits for the person who does what was asked. */
export function permitted(hold: Hold): Hold {
  if (hold.approval === undefined) throw new Error(`hold ${hold.hold} awaits no approval`);
  return { ...hold, state: stateWithoutRequest(hold), approval: { ...hold.approval, isGranted: true } };
}

/** The hold once no request about it is under way and none of its is approved; a release that rests on one is given up. */
export function withoutApproval(hold: Hold): Hold {
  if (hold.approval === undefined) return hold;
  const kept = releaseUnderWay(hold) === undefined ? hold : givenUp(hold);
  return { ...kept, state: stateWithoutRequest(kept), approval: undefined };
}

function stateWithoutRequest(hold: Hold): HoldState {
  if (hold.state !== 'awaiting-approval') return hold.state;
  return isCleared(hold) ? 'ready-to-release' : (nextHoldState(hold.state, 'answer') ?? hold.state);
}

/** §11.4: the order is not the one that the request is about. */
export function isApprovalOutdated({ hold: { approval }, order: { terms } }: HeldOrder): boolean {
  return approval !== undefined && (approval.orderVersion !== terms.version || approval.amount !== terms.amount);
}

/** §11.3, §11.4: just this was approved, of the order as it is. */
export function isApproved(held: HeldOrder, action: AskedAction): boolean {
  const { approval } = held.hold;
  if (approval?.isGranted !== true || isApprovalOutdated(held)) return false;
  return approval.for === action.for && approval.withPosting === action.withPosting;
}

/** §11.1: while a request about a hold is under way, nobody ends it, nor asks for anything else. */
export function assertNotAwaitingApproval({ state, approval }: Hold): void {
  if (state !== 'awaiting-approval' || approval === undefined) return;
  throw refuse('hold-awaiting-approval', { approvalRequest: approval.request });
}

/** §11.1, §9.4: none fits a forced hold, and what has no reasons any more needs no approval to be released. */
export function mayNeedApproval(hold: Hold, action: AskedAction): boolean {
  return !isForced(hold) && (action.for === 'hold-reject' || !isCleared(hold));
}
