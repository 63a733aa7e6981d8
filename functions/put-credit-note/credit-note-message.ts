import * as z from 'zod/mini';
import { invoiceSide, invoiceSideProblems } from '../invoice-side.ts';
import { amount, amountsFit, civilDate, creditNoteId, currency, customerId, invoiceId, orderId } from '../wire.ts';

const fields = z.strictObject({
  customer: customerId,
  date: civilDate,
  amount: amount.check(z.describe('Total, tax and charges included; above zero.')),
  currency,
  invoice: z.optional(invoiceId).check(z.describe('The invoice that it settles; without one it is on account.')),
  ...invoiceSide,
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
  const wrong = (path: string, message: string) =>
    refinement.issues.push({ code: 'custom', message, path: [path], input: body });
  for (const [field, message] of invoiceSideProblems(body, body.currency)) wrong(field, message);
  if (body.invoiceAmount !== undefined && body.invoice === undefined)
    wrong('invoice', 'must name the invoice to settle');
  if (body.reopensOrder && body.order === undefined) {
    wrong('order', 'must name the order to reopen');
  }
}

/** Without its checks, for what the API answers. */
export const creditNoteDocument = z.strictObject({ creditNote: creditNoteId, ...fields.shape });

/** What is sent over HTTP, where the path names the rest. */
export const creditNoteBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const creditNoteMessage = creditNoteDocument.check(z.superRefine(fits));
export type CreditNoteMessage = z.output<typeof creditNoteMessage>;
