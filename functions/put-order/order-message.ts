import * as z from 'zod/mini';
import { sentOrderStates } from '../../domain/order.ts';
import { amount, amountsFit, civilDate, code, currency, customerId, orderId, version } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId.check(z.describe('The invoice account: the payer is checked, not the orderer.')),
  version: version.check(z.describe('Rises with every change; an older one never overwrites a newer one.')),
  state: z
    .enum(sentOrderStates)
    .check(z.describe('A draft counts from its first enabled checkpoint, an open order at once.')),
  amount: amount.check(z.describe('Total, tax and charges included; negative for a return.')),
  currency: currency.check(z.describe('Of the order and of all documents that name it.')),
  orderDate: z
    .optional(civilDate)
    .check(
      z.describe(
        'At whose rate an amount in another currency is converted; by default the day on which the order came.',
      ),
    ),
  paymentTerms: z.optional(code),
  settlementDiscount: z.optional(code),
  requestedDate: z.optional(civilDate),
  isIntercompany: z._default(z.boolean(), false),
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount }],
  (body) => body.currency,
);

/** What is sent over HTTP, where the path names the rest. */
export const orderBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const orderMessage = z.strictObject({ order: orderId, ...fields.shape }).check(z.superRefine(fits));
export type OrderMessage = z.output<typeof orderMessage>;
