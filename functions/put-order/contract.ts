import * as z from 'zod/mini';
import { sentOrderStates } from '../../domain/order.ts';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { orderView } from '../order-wire.ts';
import { amount, amountsFit, civilDate, code, currency, customerId, legalEntityId, orderId, version } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId.check(z.describe('The invoice account: the payer is checked, not the orderer.')),
  version: version.check(z.describe('Rises with every change; an older one never overwrites a newer one.')),
  state: z
    .enum(sentOrderStates)
    .check(z.describe('A draft counts from its first enabled checkpoint, an open order at once.')),
  amount: amount.check(z.describe('Total, tax and charges included; negative for a return.')),
  currency,
  paymentTerms: z.optional(code),
  settlementDiscount: z.optional(code),
  requestedDate: z.optional(civilDate),
  isIntercompany: z._default(z.boolean(), false),
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount }],
  (body) => body.currency,
);

/** The same document by queue (§15.1). */
export const orderMessage = z.strictObject({ order: orderId, ...fields.shape }).check(z.superRefine(fits));
export type OrderMessage = z.output<typeof orderMessage>;

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
  body: fields.check(z.superRefine(fits)),
  response: z.strictObject({ order: orderView, decision: z.nullable(decision) }),
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'order-version-outdated', 'document-differs'],
});
