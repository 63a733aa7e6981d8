import * as z from 'zod/mini';
import { amount, amountsFit, civilDate, currency, customerId, orderId, packingSlipId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  date: civilDate,
  amount: amount.check(z.describe('Total of what was delivered, tax and charges included; above zero.')),
  currency,
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);
/** Without its checks, for what the API answers. */
export const packingSlipDocument = z.strictObject({ order: orderId, packingSlip: packingSlipId, ...fields.shape });

/** What is sent over HTTP, where the path names the rest. */
export const packingSlipBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const packingSlipMessage = packingSlipDocument.check(z.superRefine(fits));
export type PackingSlipMessage = z.output<typeof packingSlipMessage>;
