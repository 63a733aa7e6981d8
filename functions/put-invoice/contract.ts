import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, legalEntityId, orderId } from '../wire.ts';

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
const document = z.strictObject({ invoice: invoiceId, ...fields.shape });

/** The same document by queue (§15.1). */
export const invoiceMessage = document.check(z.superRefine(fits));
export type InvoiceMessage = z.output<typeof invoiceMessage>;

export const invoiceView = z
  .extend(document, {
    open: amount.check(z.describe('What payments and credit notes that name it have left of it.')),
    daysOverdue: z.int().check(z.describe('On the business date; 0 until the day after it is due (§5.5).')),
  })
  .check(z.meta({ id: 'Invoice' }));

export const putInvoice = contract({
  name: 'put-invoice',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/invoices/{invoice}',
  summary: 'Send an invoice',
  description:
    'Naturally idempotent: the same document again answers with what is stored. Payments that named the invoice before ' +
    'it arrived are applied.',
  params: z.strictObject({ legalEntity: legalEntityId, invoice: invoiceId }),
  body: fields.check(z.superRefine(fits)),
  response: invoiceView,
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'document-differs'],
});
