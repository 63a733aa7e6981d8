import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { forcing } from '../forcing.ts';
import { holdView } from '../hold-wire.ts';
import { legalEntityId, orderId } from '../wire.ts';

export const forceHold = contract({
  name: 'force-hold',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/orders/{order}/forced-holds',
  summary: 'Put an order on a forced hold',
  description:
    'Whatever the rules say, on an order that is released too. On an order that is held already its hold is forced from then on, and ' +
    'keeps the posting that it stopped. Nothing but a person who releases or rejects the hold ends it, or the cancellation of the order (§10).',
  params: z.strictObject({ legalEntity: legalEntityId, order: orderId }),
  body: z.strictObject(forcing),
  response: holdView,
  status: 'created',
  refusals: [
    'not-found',
    'order-not-open',
    'order-rejected',
    'order-wholly-invoiced',
    'already-forced',
    'unknown-reference',
    'wrong-reason-type',
    'idempotency-key-required',
    'idempotency-key-reused',
  ],
});
