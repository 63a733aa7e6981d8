import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { holdView } from '../hold-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const evaluateCustomerHolds = contract({
  name: 'evaluate-customer-holds',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/customers/{customer}/hold-evaluations',
  summary: "Evaluate a customer's holds for release",
  description:
    "The oldest hold first, with today's data and rules. Where every reason is gone the order is released by itself, as `autoRelease` " +
    'says. Running it again changes nothing (§9). The body is an empty object: `{}`.',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  body: z.strictObject({}),
  response: z.strictObject({
    results: z.array(z.strictObject({ outcome: z.enum(['released', 'changed', 'unchanged']), hold: holdView })),
  }),
  refusals: ['not-found', 'idempotency-key-required', 'idempotency-key-reused'],
});
