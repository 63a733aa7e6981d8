import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { pageSize } from '../page-size.ts';
import { pageOf, pageQuery } from '../page.ts';
import { legalEntityId, orderId } from '../wire.ts';

export const listDecisions = contract({
  name: 'list-decisions',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/orders/{order}/decisions',
  summary: "List an order's decisions, the latest first",
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  query: z.extend(pageQuery, { limit: pageSize(20) }),
  response: pageOf(decision),
  inWords: true,
  refusals: ['not-found', 'invalid-cursor'],
});
