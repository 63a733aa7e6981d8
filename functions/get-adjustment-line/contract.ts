import * as z from 'zod/mini';
import { adjustmentLineView } from '../adjustment-line-wire.ts';
import { contract } from '../contract.ts';
import { adjustmentId, adjustmentLineId, legalEntityId } from '../wire.ts';

export const getAdjustmentLine = contract({
  name: 'get-adjustment-line',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/lines/{line}',
  summary: 'Read a line of a credit limit adjustment',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId, line: adjustmentLineId }),
  response: adjustmentLineView,
  precondition: true,
  refusals: ['not-found'],
});
