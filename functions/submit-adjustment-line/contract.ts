import * as z from 'zod/mini';
import { approvalView } from '../approval-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, adjustmentLineId, legalEntityId, note } from '../wire.ts';

export const submitAdjustmentLine = contract({
  name: 'submit-adjustment-line',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/lines/{line}/submissions',
  summary: 'Submit a line of a credit limit adjustment for approval on its own',
  description:
    "To the workflow that fits it: the amount is its new limit, in the base currency, and the risk group its customer's. Once it is " +
    'approved, the journal can be posted with it. A change of the line voids the request (§11).',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId, line: adjustmentLineId }),
  body: z.strictObject({ comment: z.optional(note) }),
  response: approvalView,
  status: 'created',
  precondition: true,
  refusals: [
    'not-found',
    'precondition-required',
    'precondition-failed',
    'adjustment-not-open',
    'approval-not-in-state',
    'no-workflow-fits',
    'no-other-approver',
    'exchange-rate-missing',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
