import * as z from 'zod/mini';
import { parseAmount } from '../../domain/money.ts';
import { invoiceSide, invoiceSideProblems } from '../invoice-side.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, paymentId } from '../wire.ts';

/** Each is a write of the same transaction. */
const maxSettlements = 50;

const settlement = z.strictObject({
  invoice: invoiceId,
  amount: amount.check(z.describe('Above zero; what the invoice does not take stays on account.')),
  ...invoiceSide,
});

const fields = z.strictObject({
  customer: customerId,
  date: civilDate,
  amount: amount.check(z.describe('Above zero.')),
  currency,
  settlements: z
    ._default(z.array(settlement).check(z.maxLength(maxSettlements)), [])
    .check(z.describe('Each invoice once, together at most the amount; the rest is on account (§5.5).')),
});
type Fields = z.output<typeof fields>;

const amountFits = amountsFit<Fields>(
  ({ amount, settlements }) => [
    { path: ['amount'], amount, min: 'positive' },
    ...settlements.map((one, index) => ({
      path: ['settlements', index, 'amount'],
      amount: one.amount,
      min: 'positive' as const,
    })),
  ],
  (body) => body.currency,
);

function fits(body: Fields, refinement: z.core.$RefinementCtx<Fields>): void {
  amountFits(body, refinement);
  for (const [index, { invoice, ...one }] of body.settlements.entries()) {
    for (const [field, message] of invoiceSideProblems(one, body.currency)) {
      refinement.issues.push({ code: 'custom', message, path: ['settlements', index, field], input: body });
    }
    if (body.settlements.findIndex((other) => other.invoice === invoice) === index) continue;
    const path = ['settlements', index, 'invoice'];
    refinement.issues.push({ code: 'custom', message: 'is named twice', path, input: body });
  }
  const settled = body.settlements.reduce((sum, one) => sum + (parseAmount(one.amount, body.currency) ?? 0n), 0n);
  const whole = parseAmount(body.amount, body.currency);
  if (whole !== undefined && settled > whole) {
    refinement.issues.push({ code: 'custom', message: 'is more than the amount', path: ['settlements'], input: body });
  }
}

/** Without its checks, for what the API answers. */
export const paymentDocument = z.strictObject({ payment: paymentId, ...fields.shape });

/** What is sent over HTTP, where the path names the rest. */
export const paymentBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const paymentMessage = paymentDocument.check(z.superRefine(fits));
export type PaymentMessage = z.output<typeof paymentMessage>;
