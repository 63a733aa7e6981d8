import * as z from 'zod/mini';
import { parseAmount } from '../../domain/money.ts';
import { amount, amountsFit, civilDate, currency, customerId, invoiceId, orderId } from '../wire.ts';

/** Each is an item of the ageing. */
const maxInstalments = 36;

export const instalment = z.strictObject({ dueDate: civilDate, amount: amount.check(z.describe('Above zero.')) });

const fields = z.strictObject({
  customer: customerId,
  order: z.optional(orderId).check(z.describe('The order that it invoices; the invoice may come first.')),
  isDownPayment: z
    .optional(z.boolean())
    .check(z.describe('Of a down payment on `order`: of its order it counts as any invoice does (§5.2).')),
  date: civilDate,
  dueDate: z
    .optional(civilDate)
    .check(z.describe('May lie before the date of the invoice. Required, but with instalments, which have their own.')),
  instalments: z
    .optional(z.array(instalment).check(z.minLength(1), z.maxLength(maxInstalments)))
    .check(z.describe('Together exactly the amount; payments settle the earliest first (§5.5).')),
  amount: amount.check(z.describe('Total, tax and charges included; above zero.')),
  currency,
});
type Fields = z.output<typeof fields>;

const amountsFitCurrency = amountsFit<Fields>(
  ({ amount, instalments = [] }) => [
    { path: ['amount'], amount, min: 'positive' },
    ...instalments.map((one, index) => ({
      path: ['instalments', index, 'amount'],
      amount: one.amount,
      min: 'positive' as const,
    })),
  ],
  (body) => body.currency,
);

function fits(body: Fields, refinement: z.core.$RefinementCtx<Fields>): void {
  const wrong = (path: string, message: string) =>
    refinement.issues.push({ code: 'custom', message, path: [path], input: body });
  amountsFitCurrency(body, refinement);
  const { instalments, dueDate, amount, order } = body;
  if (instalments === undefined && dueDate === undefined) wrong('dueDate', 'is missing');
  if (instalments !== undefined && dueDate !== undefined) wrong('dueDate', 'is said by the instalments');
  if (body.isDownPayment === true && order === undefined) wrong('order', 'must name the order of the down payment');
  if (instalments === undefined) return;
  const parts = instalments.map((one) => parseAmount(one.amount, body.currency) ?? 0n);
  const whole = parseAmount(amount, body.currency);
  if (whole !== undefined && parts.reduce((sum, part) => sum + part, 0n) !== whole) {
    wrong('instalments', 'do not add up to the amount');
  }
}

/** Without its checks, for what the API answers. */
export const invoiceDocument = z.strictObject({ invoice: invoiceId, ...fields.shape });

/** What is sent over HTTP, where the path names the rest. */
export const invoiceBody = fields.check(z.superRefine(fits));

/** The same document by queue (§15.1). */
export const invoiceMessage = invoiceDocument.check(z.superRefine(fits));
export type InvoiceMessage = z.output<typeof invoiceMessage>;
