import * as z from 'zod/mini';
import { adjustmentView } from '../adjustment-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, legalEntityId } from '../wire.ts';

export const getAdjustment = contract({
  name: 'get-adjustment',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}',
  summary: 'Read a credit limit adjustment',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  response: adjustmentView,
  precondition: true,
  refusals: ['not-found'],
});
