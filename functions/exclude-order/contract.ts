import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { orderView } from '../order-wire.ts';
import { legalEntityId, orderId } from '../wire.ts';

export const excludeOrder = contract({
  name: 'exclude-order',
  area: 'desk',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}/credit-exclusion',
  summary: 'Exclude an order from credit management, or include it again',
  description:
    'Intercompany orders are excluded until this says otherwise (§7.2). It clears the reasons of an open hold and does not end it (§7.3).',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  query: changeQuery,
  body: z.strictObject({ isExcluded: z.boolean() }),
  response: orderView,
  precondition: true,
  refusals: ['not-found', 'precondition-required', 'precondition-failed'],
});
