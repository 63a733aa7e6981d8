import * as z from 'zod/mini';
import { approvalActionContract } from '../approval-action-contract.ts';
import { civilDate, code, note } from '../wire.ts';

export const resubmitRequest = approvalActionContract({
  name: 'resubmit-request',
  path: 'resubmissions',
  summary: 'Submit a request again',
  description:
    'One that was sent back, or whose task failed: by whoever made it, with what is given here instead, and with the workflow that fits ' +
    'now. It begins at the first step (§11.2, §11.3).',
  body: {
    reason: z.optional(code),
    note: z.optional(z.nullable(note)),
    reviewDate: z.optional(z.nullable(civilDate)),
    mode: z.optional(z.enum(['with-posting', 'without-posting'])).check(z.describe('Of a release only.')),
  },
  refusals: [
    'not-the-requester',
    'no-workflow-fits',
    'no-other-approver',
    'approval-too-long',
    'unknown-reference',
    'wrong-reason-type',
    'exchange-rate-missing',
    'adjustment-empty',
  ],
});
