import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import {
  amount,
  amountsFit,
  civilDate,
  creditNoteId,
  currency,
  customerId,
  invoiceId,
  legalEntityId,
  orderId,
} from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  date: civilDate,
  amount: amount.check(z.describe('Total, tax and charges included; above zero.')),
  currency,
  invoice: z.optional(invoiceId).check(z.describe('The invoice that it settles; without one it is on account.')),
  order: z.optional(orderId),
  reopensOrder: z
    ._default(z.boolean(), false)
    .check(z.describe('Takes back that much of what was invoiced of `order`, which is then open again (§5.2).')),
});
type Fields = z.output<typeof fields>;

const amountFits = amountsFit<Fields>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);

function fits(body: Fields, refinement: z.core.$RefinementCtx<Fields>): void {
  amountFits(body, refinement);
  if (body.reopensOrder && body.order === undefined) {
    refinement.issues.push({ code: 'custom', message: 'must name the order to reopen', path: ['order'], input: body });
  }
}

const document = z.strictObject({ creditNote: creditNoteId, ...fields.shape });

/** The same document by queue (§15.1). */
export const creditNoteMessage = document.check(z.superRefine(fits));
export type CreditNoteMessage = z.output<typeof creditNoteMessage>;

export const creditNoteView = z.extend(document, { reopensOrder: z.boolean() }).check(z.meta({ id: 'CreditNote' }));

export const putCreditNote = contract({
  name: 'put-credit-note',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/credit-notes/{creditNote}',
  summary: 'Send a credit note',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before the invoice that it ' +
    'settles and the order that it reopens.',
  params: z.strictObject({ legalEntity: legalEntityId, creditNote: creditNoteId }),
  body: fields.check(z.superRefine(fits)),
  response: creditNoteView,
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'document-differs'],
});
