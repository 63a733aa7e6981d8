import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { orderView } from '../order-wire.ts';
import { legalEntityId, orderId } from '../wire.ts';
import { orderBody } from './order-message.ts';

export const putOrder = contract({
  name: 'put-order',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/orders/{order}',
  summary: 'Send an order or a new version of it',
  description:
    'Naturally idempotent: the same version again answers with what is stored. Where the version adds exposure or changes ' +
    'conditions after a posting checkpoint was passed, it is evaluated as it arrives and the answer carries the decision (§7.1).',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  body: orderBody,
  response: z.strictObject({ order: orderView, decision: z.nullable(decision) }),
  status: 'created',
  refusals: [
    'not-found',
    'document-currency-differs',
    'customer-differs',
    'order-version-outdated',
    'document-differs',
  ],
});
