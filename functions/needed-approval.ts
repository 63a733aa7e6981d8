import { awaitingApproval, mayNeedApproval, type AskedAction } from '../domain/hold-approval.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { Subject } from '../domain/ids.ts';
import { bookedAmountOf } from '../domain/order.ts';
import { refuse } from '../domain/refusal.ts';
import { submitted } from '../domain/workflow/change-approval.ts';
import { fittingWorkflow, type FittingWorkflow } from '../domain/workflow/fitting-workflow.ts';
import { askedOfTask, type HoldAsked } from '../domain/workflow/hold-asked.ts';
import type { Workflow } from '../domain/workflow/workflow.ts';
import type { AuthorizedEntity } from './actor.ts';
import type { ChangedHold } from './change-holds.ts';
import { approvalChange } from './store/approval-change.ts';
import { approvalNeeded } from './store/approval-events.ts';
import type { Known } from './store/change-order.ts';
import type { StoredHold } from './store/credit-state.ts';
import { holdChanged } from './store/order-events.ts';
import { assertOthersAsked } from './store/people.ts';

/** §11.1: the workflow whose approval it takes to do this to a hold; `undefined` where none does. */
export function neededApproval(
  { hold, order }: StoredHold,
  action: AskedAction,
  { rulebook, credit }: Known,
  workflows: Readonly<Record<string, Workflow>>,
): FittingWorkflow | undefined {
  if (!mayNeedApproval(hold, action)) return undefined;
  const asked = {
    for: action.for,
    amount: () => {
      if (order.missingRate !== undefined) throw refuse('exchange-rate-missing', order.missingRate);
      return bookedAmountOf(order);
    },
    riskGroups: [credit.customer.riskGroup],
    reasons: hold.reasons.filter(({ isActive }) => isActive).map(({ code }) => code),
  };
  return fittingWorkflow(workflows, asked, rulebook.currency);
}

type Why = { readonly reason: string; readonly note?: string | undefined; readonly reviewDate?: CivilDate | undefined };

/** What is asked of a hold, for its order as it is. */
export function holdAsked(
  { hold, order }: StoredHold,
  action: AskedAction,
  { reason, note, reviewDate }: Why,
  baseCurrency: string,
): HoldAsked {
  const { version: orderVersion, amount } = order.terms;
  const { hold: id, customer, currency = baseCurrency } = hold;
  return {
    ...action,
    hold: id,
    order: order.order,
    customer,
    orderVersion,
    amount,
    currency,
    reason,
    note,
    reviewDate,
  };
}

type By = { readonly entity: AuthorizedEntity; readonly requester: Subject; readonly known: Known };

/** §11.1: the hold with a request about it, for whose approval it waits. */
export async function submission(
  own: StoredHold,
  asked: HoldAsked,
  fitting: FittingWorkflow,
  { entity, requester, known }: By,
): Promise<ChangedHold> {
  const { now } = known.moment;
  const about = askedOfTask(asked, fitting.workflow.task);
  const hold = awaitingApproval(own, about);
  const { request: approval, entry } = submitted(hold.approval.request, fitting, requester, { at: now });
  await assertOthersAsked(entity, approval);
  const next = { approval, about, entry };
  return {
    order: own.order,
    hold: { kind: 'changed', hold, previous: own.hold },
    because: about.reason,
    approval: approvalChange(entity, next, undefined),
    events: [holdChanged(entity, hold, own.seq + 1, now, requester), approvalNeeded(entity, next, now)],
  };
}
