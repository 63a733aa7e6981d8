import * as z from 'zod/mini';
import { approvalStates } from '../domain/workflow/approval-request.ts';
import { approvalEntry, approvalProblem } from './approval-wire.ts';
import { customerId, subject, version } from './wire.ts';

const { for: subjectOfRequest, approvalRequest, legalEntity, workflow, task, requester } = approvalEntry.shape;
const { hold, order, adjustment, line, amount, currency, withPosting, reason, step } = approvalEntry.shape;

const told = {
  legalEntity,
  customer: z.optional(customerId).check(z.describe('Absent of a journal, and of a line of a customer credit group.')),
  approvalRequest,
  for: subjectOfRequest,
  workflow,
  task,
  requester,
  hold,
  order,
  orderVersion: z.nullable(version),
  adjustment,
  line,
  amount,
  currency,
  withPosting,
  reason,
};

/** §15.2: somebody is asked to decide. */
export const approvalNeeded = z.strictObject({
  ...told,
  step,
  role: z.nullable(z.string()).check(z.describe('Whoever has it is asked, but who made the request.')),
  users: z.nullable(z.array(subject)),
  delegates: z.array(subject).check(z.describe('Who decide in the place of others.')),
  approvalsLeft: z.int(),
});

/** For who made it: what became of a request by what people did with it, or by its task. */
export const approvalChanged = z.strictObject({
  ...told,
  state: z.enum(approvalStates),
  problem: approvalProblem,
});
