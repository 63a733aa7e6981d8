import * as z from 'zod/mini';
import { formatAmount } from '../domain/money.ts';
import { approvalActions, approvalStates, type ApprovalEntry } from '../domain/workflow/approval-request.ts';
import { workflowTasks, type WorkflowStep } from '../domain/workflow/workflow.ts';
import type { ApprovalRow, StoredApproval } from './store/approval-item.ts';
import { unchanging } from './unchanging.ts';
import {
  adjustmentId,
  adjustmentLineId,
  amount,
  approvalRequestId,
  civilDate,
  code,
  customerId,
  holdId,
  legalEntityId,
  note,
  orderId,
  version,
} from './wire.ts';

const instant = z.string().check(z.meta({ format: 'date-time' }));
const person = z.string();
const tasks = [...new Set(Object.values(workflowTasks).flat())];
export const approvalProblem = z.nullable(
  z.strictObject({
    type: z.string(),
    title: z.string(),
    lines: z
      .optional(unchanging(z.array(z.strictObject({ line: z.string(), code: z.string() }))))
      .check(
        z.describe(
          'Of a journal: the lines that stop its posting; those of a large one are in the results of its job.',
        ),
      ),
  }),
);
const subjects = Object.keys(workflowTasks) as (keyof typeof workflowTasks)[];

const step = z.strictObject({
  role: z.nullable(z.string()),
  users: z.nullable(z.array(person)),
  approvals: z.int(),
});

/** §11.2: a line of a list of approval requests. */
export const approvalEntry = z
  .strictObject({
    approvalRequest: approvalRequestId,
    legalEntity: legalEntityId,
    for: z.enum(subjects),
    state: z.enum(approvalStates),
    workflow: code,
    task: z.enum(tasks),
    requester: person,
    requestedAt: instant,
    step: z.int().check(z.describe('Which step, from 0.')),
    asked: step.check(z.describe('What that step asks.')),
    approvedBy: z.array(person).check(z.describe('In that step.')),
    delegations: z.array(z.strictObject({ from: person, to: person })).check(z.describe('In that step.')),
    hold: z.nullable(holdId),
    order: z.nullable(orderId),
    customer: z.nullable(customerId),
    adjustment: z.nullable(adjustmentId),
    line: z.nullable(adjustmentLineId),
    amount: amount.check(z.describe('Of the order; the largest new limit of a journal; the new limit of a line.')),
    currency: z.string(),
    withPosting: z.nullable(z.boolean()).check(z.describe('Of a hold.')),
    reason: z.nullable(code).check(z.describe('Of a hold.')),
  })
  .check(z.meta({ id: 'ApprovalEntry' }));

/** §11.2, §11.3: a request with all that is asked. */
export const approvalView = z
  .strictObject({
    ...approvalEntry.shape,
    orderVersion: z.nullable(version),
    note: z.nullable(note),
    reviewDate: z.nullable(civilDate),
    steps: z.array(step),
    problem: approvalProblem.check(z.describe('Why what was approved could not be done.')),
  })
  .check(z.meta({ id: 'ApprovalRequest' }));

export const approvalHistory = z.strictObject({
  ...approvalView.shape,
  history: z.array(
    z.strictObject({
      action: z.enum(approvalActions),
      by: person,
      at: instant,
      step: z.nullable(z.int()),
      to: z.nullable(person).check(z.describe('The delegate.')),
      comment: z.nullable(note),
      problem: approvalProblem,
      because: z.nullable(z.string()).check(z.describe('Why it ended although nobody decided so.')),
    }),
  ),
});

export function approvalEntryOnWire(row: ApprovalRow): z.input<typeof approvalEntry> {
  const { request, asked, amount: minor, approvedBy, delegations, ...shown } = row;
  return {
    ...shown,
    ...placeOnWire(row),
    approvalRequest: request,
    asked: stepOnWire(asked),
    approvedBy: [...approvedBy],
    delegations: [...delegations],
    amount: formatAmount(minor, row.currency),
  };
}

export function approvalOnWire(
  { approval, about }: Pick<StoredApproval, 'approval' | 'about'>,
  legalEntity: z.input<typeof legalEntityId>,
): z.input<typeof approvalView> {
  const { request, steps, step: number, entries: _entries, ...facts } = approval;
  const { orderVersion = null, note: said = null, reviewDate = null, ...place } = { ...noDetails, ...about };
  const own = steps.map(stepOnWire);
  return {
    ...facts,
    for: about.for,
    currency: about.currency,
    ...placeOnWire(place),
    orderVersion,
    legalEntity,
    approvalRequest: request,
    step: number,
    asked: own[number] ?? stepOnWire(undefined),
    steps: own,
    approvedBy: [...approval.approvedBy],
    delegations: [...approval.delegations],
    amount: formatAmount(about.amount, about.currency),
    note: said,
    reviewDate,
    problem: approval.problem ?? null,
  };
}

export function approvalHistoryOnWire(
  stored: StoredApproval,
  entries: readonly ApprovalEntry[],
  legalEntity: z.input<typeof legalEntityId>,
): z.input<typeof approvalHistory> {
  const nothing = { to: null, comment: null, problem: null, because: null };
  const done = entries.map(({ number: _number, to = null, comment = null, problem: failure = null, ...entry }) => {
    return { ...nothing, ...entry, to, comment, problem: failure };
  });
  const { end } = stored;
  const ended = end && { ...nothing, action: actionOfEnd[end.state], by: end.by, at: end.at, step: null };
  const last = ended === undefined ? [] : [{ ...ended, because: end?.because ?? null }];
  return { ...approvalOnWire(stored, legalEntity), history: [...done, ...last] };
}

const actionOfEnd = { 'carried-out': 'carry-out', recalled: 'recall', void: 'void' } as const;

function stepOnWire(asked: WorkflowStep | undefined): z.input<typeof step> {
  const { role = null, users, approvals = 0 } = asked ?? {};
  return { role, users: users === undefined ? null : [...users], approvals };
}

const noDetails = { orderVersion: undefined, note: undefined, reviewDate: undefined };

type Place = Partial<
  Pick<ApprovalRow, 'hold' | 'order' | 'customer' | 'adjustment' | 'line' | 'withPosting' | 'reason'>
>;

/** What it is about: a hold, a journal or a line. */
function placeOnWire(place: Place) {
  const { hold = null, order = null, customer = null, adjustment = null, line = null } = place;
  return {
    hold,
    order,
    customer,
    adjustment,
    line,
    withPosting: place.withPosting ?? null,
    reason: place.reason ?? null,
  };
}
