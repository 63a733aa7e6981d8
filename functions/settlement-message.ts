import * as z from 'zod/mini';
import { invoiceSide, invoiceSideProblems } from './invoice-side.ts';
import {
  amount,
  amountsFit,
  civilDate,
  creditNoteId,
  currency,
  customerId,
  invoiceId,
  paymentId,
  settlementId,
} from './wire.ts';

export const settlementFields = z.strictObject({
  customer: customerId,
  invoice: invoiceId.check(z.describe('The invoice that it settles; it may come first or later.')),
  date: civilDate,
  amount: amount.check(
    z.describe('Above zero; what is not on account, or the invoice does not take, settles nothing.'),
  ),
  currency: currency.check(z.describe('Of the payment or credit note: in another it settles nothing.')),
  ...invoiceSide,
});
type Fields = z.output<typeof settlementFields>;

const amountFits = amountsFit<Fields>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);

function fits(body: Fields, refinement: z.core.$RefinementCtx<Fields>): void {
  amountFits(body, refinement);
  for (const [field, message] of invoiceSideProblems(body, body.currency)) {
    refinement.issues.push({ code: 'custom', message, path: [field], input: body });
  }
}
export const ofPayment = { payment: paymentId, settlement: settlementId };
export const ofCreditNote = { creditNote: creditNoteId, settlement: settlementId };

/** What is sent over HTTP, where the path names the rest. */
export const settlementBody = settlementFields.check(z.superRefine(fits));
export const reversalBody = z.strictObject({ customer: customerId, date: civilDate });

/** The same documents by queue (§15.1). */
export const paymentSettlementMessage = z
  .strictObject({ ...ofPayment, ...settlementFields.shape })
  .check(z.superRefine(fits));
export const creditNoteSettlementMessage = z
  .strictObject({ ...ofCreditNote, ...settlementFields.shape })
  .check(z.superRefine(fits));
export const paymentSettlementReversalMessage = z.strictObject({ ...ofPayment, ...reversalBody.shape });
export const creditNoteSettlementReversalMessage = z.strictObject({ ...ofCreditNote, ...reversalBody.shape });
export const paymentReversalMessage = z.strictObject({ payment: paymentId, ...reversalBody.shape });

export type PaymentSettlementMessage = z.output<typeof paymentSettlementMessage>;
export type CreditNoteSettlementMessage = z.output<typeof creditNoteSettlementMessage>;
export type PaymentSettlementReversalMessage = z.output<typeof paymentSettlementReversalMessage>;
export type CreditNoteSettlementReversalMessage = z.output<typeof creditNoteSettlementReversalMessage>;
export type PaymentReversalMessage = z.output<typeof paymentReversalMessage>;
