import * as z from 'zod/mini';
import { adjustmentLineBody, adjustmentLineView } from '../adjustment-line-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, adjustmentLineId, legalEntityId } from '../wire.ts';

export const putAdjustmentLine = contract({
  name: 'put-adjustment-line',
  area: 'desk',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/lines/{line}',
  summary: 'Write a line of a credit limit adjustment',
  description:
    'It names a customer or a customer credit group, and takes up the limit that is in force: posting compares with it. ' +
    'Written again, it takes up what is then in force (§12.1).',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId, line: adjustmentLineId }),
  body: adjustmentLineBody,
  response: adjustmentLineView,
  status: 'created',
  precondition: true,
  refusals: [
    'not-found',
    'precondition-required',
    'precondition-failed',
    'invalid-set-up',
    'unknown-reference',
    'adjustment-not-open',
    'adjustment-full',
  ],
});
