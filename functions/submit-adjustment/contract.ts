import * as z from 'zod/mini';
import { approvalView } from '../approval-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, legalEntityId, note } from '../wire.ts';

export const submitAdjustment = contract({
  name: 'submit-adjustment',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/submissions',
  summary: 'Submit a credit limit adjustment for approval',
  description:
    'To the workflow that fits it as it is: the amount is its largest new limit, in the base currency, and the risk groups are those of ' +
    'all customers of its lines. A change of it or of its lines voids the request (§11).',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  body: z.strictObject({ comment: z.optional(note) }),
  response: approvalView,
  status: 'created',
  precondition: true,
  refusals: [
    'not-found',
    'precondition-required',
    'precondition-failed',
    'adjustment-not-open',
    'adjustment-empty',
    'approval-not-in-state',
    'no-workflow-fits',
    'no-other-approver',
    'exchange-rate-missing',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
