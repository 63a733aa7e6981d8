import * as z from 'zod/mini';
import { adjustmentStates } from '../../domain/adjustment.ts';
import { adjustmentView } from '../adjustment-wire.ts';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { legalEntityId } from '../wire.ts';

export const listAdjustments = contract({
  name: 'list-adjustments',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/adjustments',
  summary: 'List the credit limit adjustments of a legal entity, the latest first',
  description: 'With `state`, a page may hold fewer than `limit` although there are more, as `nextCursor` then says.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: z.extend(pageQuery, { state: z.optional(z.enum(adjustmentStates)) }),
  response: pageOf(adjustmentView),
  refusals: ['invalid-cursor'],
});
