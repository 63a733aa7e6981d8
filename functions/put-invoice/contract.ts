import * as z from 'zod/mini';
import { bookedFields } from '../booked-on-wire.ts';
import { contract } from '../contract.ts';
import { amount, civilDate, invoiceId, legalEntityId } from '../wire.ts';
import { instalment, invoiceBody, invoiceDocument } from './invoice-message.ts';

export const invoiceView = z
  .extend(invoiceDocument, {
    ...bookedFields,
    bookedOpen: z.optional(amount).check(z.describe('What is open in `baseCurrency`, as the exposure counts it.')),
    dueDate: civilDate.check(z.describe('With instalments, the earliest of theirs.')),
    instalments: z.optional(z.array(z.extend(instalment, { open: amount }))).check(z.describe('By due date.')),
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
    'it arrived are applied. It counts from when it arrives, whatever its date.',
  params: z.strictObject({ legalEntity: legalEntityId, invoice: invoiceId }),
  body: invoiceBody,
  response: invoiceView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-currency-differs', 'document-differs'],
});
