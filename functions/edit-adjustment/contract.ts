import * as z from 'zod/mini';
import { adjustmentBody, adjustmentView } from '../adjustment-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, legalEntityId } from '../wire.ts';

export const editAdjustment = contract({
  name: 'edit-adjustment',
  area: 'desk',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}',
  summary: 'Change the description of a credit limit adjustment',
  description: 'Until it is posted. Every change of it or of its lines moves its ETag.',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  body: adjustmentBody,
  response: adjustmentView,
  precondition: true,
  refusals: ['not-found', 'precondition-required', 'precondition-failed', 'adjustment-not-open'],
});
