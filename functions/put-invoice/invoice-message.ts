import * as z from 'zod/mini';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, orderId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  order: z.optional(orderId).check(z.describe('The order that it invoices; the invoice may come first.')),
  date: civilDate,
  dueDate: civilDate.check(z.describe('May lie before the date of the invoice.')),
  amount: amount.check(z.describe('Total, tax and charges included; above zero.')),
  currency,
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);
/** Without its checks, for what the API answers. */
export const invoiceDocument = z.strictObject({ invoice: invoiceId, ...fields.shape });

/** What is sent over HTTP, where the path names the rest. */
export const invoiceBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const invoiceMessage = invoiceDocument.check(z.superRefine(fits));
export type InvoiceMessage = z.output<typeof invoiceMessage>;
