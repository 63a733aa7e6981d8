import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { adjustmentId, adjustmentLineId, legalEntityId } from '../wire.ts';

export const deleteAdjustmentLine = contract({
  name: 'delete-adjustment-line',
  area: 'desk',
  method: 'DELETE',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/lines/{line}',
  summary: 'Delete a line of a credit limit adjustment',
  description: 'Until it is posted.',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId, line: adjustmentLineId }),
  response: null,
  precondition: true,
  refusals: ['not-found', 'precondition-required', 'precondition-failed', 'adjustment-not-open'],
});
