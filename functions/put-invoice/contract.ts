import * as z from 'zod';
import { contract } from '../contract.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, legalEntityId, orderId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  order: orderId.optional().meta({ description: 'The order that it invoices; the invoice may come first.' }),
  date: civilDate,
  dueDate: civilDate.meta({ description: 'May lie before the date of the invoice.' }),
  amount: amount.meta({ description: 'Total, tax and charges included; above zero.' }),
  currency,
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);
const document = z.strictObject({ invoice: invoiceId, ...fields.shape });

/** The same document by queue (§15.1). */
export const invoiceMessage = document.superRefine(fits);
export type InvoiceMessage = z.output<typeof invoiceMessage>;

export const invoiceView = document
  .extend({
    open: amount.meta({ description: 'What payments and credit notes that name it have left of it.' }),
    daysOverdue: z.int().meta({ description: 'On the business date; 0 until the day after it is due (§5.5).' }),
  })
  .meta({ id: 'Invoice' });

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
  body: fields.superRefine(fits),
  response: invoiceView,
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'document-differs'],
});
