import type { ApprovalEnd, VoidBecause } from '../../domain/approval-end.ts';
import type {
  AdjustmentId,
  AdjustmentLineId,
  ApprovalRequestId,
  CustomerId,
  HoldId,
  LegalEntityId,
  OrderId,
  Subject,
} from '../../domain/ids.ts';
import {
  liveApprovalStates,
  type ApprovalRequest,
  type ApprovalState,
} from '../../domain/workflow/approval-request.ts';
import { isOfAdjustment, type Asked } from '../../domain/workflow/adjustment-asked.ts';
import type { HoldAsked } from '../../domain/workflow/hold-asked.ts';
import type { ApprovingRole, WorkflowStep, WorkflowSubject, WorkflowTask } from '../../domain/workflow/workflow.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { flag, integer, item, list, minor, optional, text, textAs, type Codec } from './codec.ts';
import { endedApprovalsList, openApprovalsList } from './end-approval.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { approvalKey, joined } from './keys.ts';
import { tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** How a request ended with what it was about. */
export type StoredEnd = {
  readonly state: ApprovalEnd['state'];
  readonly by: Subject;
  readonly at: string;
  readonly because?: VoidBecause | undefined;
};

/** A request with what it asks and its version, which every change of it moves. */
export type StoredApproval = {
  readonly approval: ApprovalRequest;
  readonly about: Asked;
  readonly end?: StoredEnd | undefined;
  readonly version: number;
};

const stepCodec = item({
  role: optional(textAs<ApprovingRole>()),
  users: optional(list(textAs<Subject>())),
  approvals: integer,
}) as Codec<WorkflowStep>;

/** What lists show of a request, as the index projects it, and what conditions look at. `asked`: the step that it waits at. */
export const approvalRowCodec = item({
  request: textAs<ApprovalRequestId>(),
  legalEntity: textAs<LegalEntityId>(),
  for: textAs<WorkflowSubject>(),
  state: textAs<ApprovalState>(),
  workflow: text,
  task: textAs<WorkflowTask>(),
  requester: textAs<Subject>(),
  requestedAt: text,
  step: integer,
  asked: stepCodec,
  approvedBy: list(textAs<Subject>()),
  delegations: list(item({ from: textAs<Subject>(), to: textAs<Subject>() })),
  hold: optional(textAs<HoldId>()),
  order: optional(textAs<OrderId>()),
  customer: optional(textAs<CustomerId>()),
  adjustment: optional(textAs<AdjustmentId>()),
  line: optional(textAs<AdjustmentLineId>()),
  amount: minor,
  currency: text,
  withPosting: optional(flag),
  reason: optional(text),
});
export type ApprovalRow = ReturnType<typeof approvalRowCodec>;

type Rest = Pick<ApprovalRequest, 'steps' | 'entries' | 'problem'> &
  Partial<Pick<HoldAsked, 'orderVersion' | 'note' | 'reviewDate'>>;

const storedCodec = item({
  row: approvalRowCodec,
  rest: evidenceAs<Rest>(),
  end: optional(
    item({
      state: textAs<ApprovalEnd['state']>(),
      by: textAs<Subject>(),
      at: text,
      because: optional(textAs<VoidBecause>()),
    }),
  ),
  version: integer,
});

export const approvalCodec: Codec<StoredApproval> = (stored, name) => {
  const { row, rest, end, version } = storedCodec(stored, name);
  const { request, state, workflow, task, requester, requestedAt, step, approvedBy, delegations } = row;
  const { steps, entries, problem, ...details } = rest;
  const { for: subject, hold, order, customer, adjustment, line, amount, currency, withPosting, reason } = row;
  const place = { state, step, approvedBy, delegations, problem, entries };
  const common = { for: subject, customer, amount, currency };
  const ofHold = { ...common, hold, order, withPosting, reason, ...details };
  return {
    approval: { request, workflow, steps, task, requester, requestedAt, ...place },
    // What wrote it has made sure that it says all of what it is about.
    about: (adjustment === undefined ? ofHold : { ...common, adjustment, line }) as Asked,
    end,
    version,
  };
};

type Next = Pick<StoredApproval, 'approval' | 'about'>;

/**
 * The write of a request as it is after `seen`. `decider`: who decides on it: the write says itself that they did not make the
 * request, nor approve it before in this step (§1.5).
 */
export function approvalItem(
  entity: AuthorizedEntity,
  next: Next,
  seen: StoredApproval | undefined,
  decider: Subject | undefined,
): TransactItem {
  const { approval, about } = next;
  // A line's approval does nothing by itself, and waits for nobody; the line refers to it.
  const isDone = about.for === 'adjustment-line' && approval.state === 'approved';
  const isLive = liveApprovalStates.includes(approval.state) && !isDone;
  const Item = {
    ...approvalKey(entity, approval.request),
    kind: 'approval-request',
    version: (seen?.version ?? 0) + 1,
    row: rowOf(entity, next),
    rest: deflateEvidence(restOf(next)),
    listKey: isLive ? openApprovalsList(entity) : endedApprovalsList(entity),
    listSort: joined(approval.requestedAt, approval.request, entity),
  };
  if (seen === undefined)
    return { Put: { TableName: tableName(), Item, ConditionExpression: 'attribute_not_exists(pk)' } };
  const isAnother =
    decider === undefined ? '' : ' AND #row.requester <> :decider AND NOT contains(#row.approvedBy, :decider)';
  return {
    Put: {
      TableName: tableName(),
      Item,
      ConditionExpression: `version = :version AND #row.#state = :state${isAnother}`,
      ExpressionAttributeNames: { '#row': 'row', '#state': 'state' },
      ExpressionAttributeValues: {
        ':version': seen.version,
        ':state': seen.approval.state,
        ...(decider === undefined ? {} : { ':decider': decider }),
      },
    },
  };
}

function rowOf(entity: AuthorizedEntity, { approval, about }: Next): ApprovalRow {
  const { steps, entries: _entries, problem: _problem, ...place } = approval;
  const step = steps[approval.step];
  if (step === undefined) throw new Error(`approval request ${approval.request} is at no step`);
  const { for: subject, customer, amount, currency } = about;
  return { ...place, for: subject, customer, amount, currency, ...placeOf(about), legalEntity: entity, asked: step };
}

function restOf({ approval, about }: Next): Rest {
  const { steps, entries, problem } = approval;
  if (isOfAdjustment(about)) return { steps, entries, problem };
  const { orderVersion, note, reviewDate } = about;
  return { steps, entries, problem, orderVersion, note, reviewDate };
}

/** The hold, the journal or the line. */
function placeOf(about: Asked) {
  if (isOfAdjustment(about)) {
    const { adjustment, line } = about;
    return { adjustment, line, hold: undefined, order: undefined, withPosting: undefined, reason: undefined };
  }
  const { hold, order, withPosting, reason } = about;
  return { adjustment: undefined, line: undefined, hold, order, withPosting, reason };
}
