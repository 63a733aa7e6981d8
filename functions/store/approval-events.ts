import { formatAmount } from '../../domain/money.ts';
import { isOfAdjustment, type Asked } from '../../domain/workflow/adjustment-asked.ts';
import type { AuthorizedEntity } from '../actor.ts';
import type { StoredApproval } from './approval-item.ts';
import { joined } from './keys.ts';
import type { OutboxEvent } from './outbox.ts';

type Told = Pick<StoredApproval, 'approval' | 'about'>;

/** §15.2: who is asked to decide now. */
export function approvalNeeded(entity: AuthorizedEntity, told: Told, occurredAt: string): OutboxEvent {
  const { steps, step, approvedBy, delegations } = told.approval;
  const { role = null, users = null, approvals = 0 } = steps[step] ?? {};
  const asked = { step, role, users, delegates: delegations.map(({ to }) => to) };
  const data = { ...requestOf(told), ...asked, approvalsLeft: approvals - approvedBy.length };
  return { ...common(entity, 'approval-needed', told, occurredAt), type: 'approval-needed', data };
}

/** What became of a request, for its requester. */
export function approvalChanged(entity: AuthorizedEntity, told: Told, occurredAt: string): OutboxEvent {
  const { state, problem = null } = told.approval;
  const data = { ...requestOf(told), state, problem };
  return { ...common(entity, 'approval-changed', told, occurredAt), type: 'approval-changed', data };
}

/** §11.3: has what was approved done; stored with the last approval, so that neither is lost without the other. */
export function carryOutApproval(entity: AuthorizedEntity, told: Told, occurredAt: string): OutboxEvent {
  const data = { approvalRequest: told.approval.request };
  return { ...common(entity, 'carry-out-approval', told, occurredAt), type: 'carry-out-approval', data };
}

function common(
  legalEntity: AuthorizedEntity,
  type: OutboxEvent['type'],
  { approval, about }: Told,
  occurredAt: string,
) {
  const id = joined(type, approval.request, String(approval.entries));
  return { id, legalEntity, customer: about.customer, occurredAt };
}

function requestOf({ approval, about }: Told) {
  const { request: approvalRequest, workflow, task, requester } = approval;
  const { amount, currency, for: subject } = about;
  const asked = { for: subject, amount: formatAmount(amount, currency), currency, ...placeOf(about) };
  return { approvalRequest, workflow, task, requester, ...asked };
}

function placeOf(about: Asked) {
  if (isOfAdjustment(about)) {
    const { adjustment, line = null } = about;
    return { adjustment, line, hold: null, order: null, orderVersion: null, withPosting: null, reason: null };
  }
  const { hold, order, orderVersion, withPosting, reason } = about;
  return { adjustment: null, line: null, hold, order, orderVersion, withPosting, reason };
}
