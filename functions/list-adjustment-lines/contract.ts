import * as z from 'zod/mini';
import { adjustmentLineView } from '../adjustment-line-wire.ts';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { adjustmentId, legalEntityId } from '../wire.ts';

export const listAdjustmentLines = contract({
  name: 'list-adjustment-lines',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/adjustments/{adjustment}/lines',
  summary: 'List the lines of a credit limit adjustment',
  description: 'By id. Of a posted one, `currentLimit` and `newLimit` are the limit before and after.',
  params: z.strictObject({ legalEntity: legalEntityId, adjustment: adjustmentId }),
  query: pageQuery,
  response: pageOf(adjustmentLineView),
  refusals: ['not-found', 'invalid-cursor'],
});
