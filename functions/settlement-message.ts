import * as z from 'zod/mini';
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

const settlementFields = z.strictObject({
  customer: customerId,
  invoice: invoiceId.check(z.describe('The invoice that it settles; it may come first or later.')),
  date: civilDate,
  amount: amount.check(
    z.describe('Above zero; what is not on account, or the invoice does not take, settles nothing.'),
  ),
  currency,
});
const fits = amountsFit<{ amount: string; currency: string }>(
  (body) => [{ path: ['amount'], amount: body.amount, min: 'positive' }],
  (body) => body.currency,
);
const ofPayment = { payment: paymentId, settlement: settlementId };
const ofCreditNote = { creditNote: creditNoteId, settlement: settlementId };

/** What is sent over HTTP, where the path names the rest. */
export const settlementBody = settlementFields.check(z.superRefine(fits));
export const reversalBody = z.strictObject({ customer: customerId, date: civilDate });

/** Without its checks, for what the API answers. */
const answered = {
  ...settlementFields.shape,
  reversedOn: z.optional(civilDate).check(z.describe('It settles nothing (any more).')),
};
export const paymentSettlementView = z.strictObject({ ...ofPayment, ...answered });
export const creditNoteSettlementView = z.strictObject({ ...ofCreditNote, ...answered });

/** How a payment or credit note shows its settlements; one that came with it has the id of its invoice. */
export const shownSettlement = z.strictObject({
  settlement: z.optional(settlementId).check(z.describe('Absent where it came with the document.')),
  invoice: invoiceId,
  amount,
  date: z.optional(civilDate),
  reversedOn: z.optional(civilDate).check(z.describe('It settles nothing (any more).')),
});

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
