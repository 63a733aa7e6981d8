import type { Subject } from '../../domain/ids.ts';
import { formatAmount } from '../../domain/money.ts';
import { isOfAdjustment } from '../../domain/workflow/adjustment-asked.ts';
import type { ApprovalEntry } from '../../domain/workflow/approval-request.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { approvalEntryItem } from './approval-entry-item.ts';
import { approvalItem, type StoredApproval } from './approval-item.ts';
import type { ApprovalChange } from './order-change.ts';
import type { Part } from './transact.ts';

export type NextApproval = Pick<StoredApproval, 'approval' | 'about'> & {
  readonly entry: ApprovalEntry;
  /** Who decides, where somebody does. */
  readonly decider?: Subject | undefined;
  /** What else must hold when it is written. */
  readonly checks?: readonly Part[] | undefined;
};

/** The writes of a request as an action leaves it, with what is kept and audited of the action. */
export function approvalChange(
  entity: AuthorizedEntity,
  { checks = [], entry, decider, ...next }: NextApproval,
  seen: StoredApproval | undefined,
): ApprovalChange {
  const { request } = next.approval;
  return {
    request,
    parts: [
      { name: 'approval', item: approvalItem(entity, next, seen, decider) },
      { name: 'approval', item: approvalEntryItem(entity, request, entry) },
      ...checks,
    ],
    audited: {
      reason: entry.comment ?? (seen === undefined && !isOfAdjustment(next.about) ? next.about.reason : undefined),
      before: seen === undefined ? null : audited(seen),
      after: { ...audited(next), action: entry.action },
    },
  };
}

function audited({ approval, about }: Pick<StoredApproval, 'approval' | 'about'>) {
  const { state, workflow, task, requester, step, approvedBy, delegations, problem } = approval;
  const { amount, currency, ...asked } = about;
  const how = { state, workflow, task, requester, step, approvedBy, delegations, problem };
  return { ...how, ...asked, amount: formatAmount(amount, currency), currency };
}
