import * as z from 'zod/mini';
import { parseAmount } from '../../domain/money.ts';
import { contract } from '../contract.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, legalEntityId, paymentId } from '../wire.ts';

/** Each is a write of the same transaction. */
const maxSettlements = 50;

const settlement = z.strictObject({
  invoice: invoiceId,
  amount: amount.check(z.describe('Above zero; what the invoice does not take stays on account.')),
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
  for (const [index, { invoice }] of body.settlements.entries()) {
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

const document = z.strictObject({ payment: paymentId, ...fields.shape });

/** The same document by queue (§15.1). */
export const paymentMessage = document.check(z.superRefine(fits));
export type PaymentMessage = z.output<typeof paymentMessage>;

export const paymentView = z
  .extend(document, { settlements: z.readonly(z.array(settlement)) })
  .check(z.meta({ id: 'Payment' }));

export const putPayment = contract({
  name: 'put-payment',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/payments/{payment}',
  summary: 'Send a payment',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before the invoices that it ' +
    'settles, and frees credit at once.',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId }),
  body: fields.check(z.superRefine(fits)),
  response: paymentView,
  status: 'created',
  refusals: ['not-found', 'currency-not-base', 'customer-differs', 'document-differs'],
});
