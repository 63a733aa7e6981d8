import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { legalEntityId } from '../wire.ts';
import { checkpointMessage } from './checkpoint-message.ts';

export const requestCheckpoint = contract({
  name: 'request-checkpoint',
  area: 'intake',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/checkpoint-requests',
  summary: 'Ask whether an order may be posted',
  description:
    'The Idempotency-Key is the id of the request, unique per customer: asking again with it gives the same answer. `held` is an ' +
    'answer, not an error. A passed checkpoint permits; amounts move when packing slips and invoices are reported (§7.1).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: checkpointMessage,
  response: decision,
  refusals: [
    'not-found',
    'document-currency-differs',
    'customer-differs',
    'order-not-open',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
