import * as z from 'zod/mini';
import { parseAmount } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import { isOneOf } from './is-one-of.ts';
import { isWithin } from './is-within.ts';
import type { Known } from './store/change-order.ts';
import { amount, amountsFit, civilDate, code, creditGroupId, currency, customerId, orderId } from './wire.ts';

const mostIds = 1_000;
const mostCodes = 100;

function some<S extends z.ZodMiniType>(value: S, most: number) {
  return z.optional(z.array(value).check(z.minLength(1), z.maxLength(most)));
}

const selection = z.strictObject({
  orders: some(orderId, mostIds),
  customers: some(customerId, mostIds),
  creditManagementGroups: some(code, mostCodes).check(z.describe('The label of the customer.')),
  creditGroups: some(creditGroupId, mostCodes).check(
    z.describe('Customer credit groups: their members in this legal entity.'),
  ),
  paymentTerms: some(code, mostCodes).check(z.describe('Of the order.')),
  currency: z.optional(currency).check(z.describe('Of the order.')),
  amountFrom: z.optional(amount).check(z.describe('Of the order, in the `currency` that it needs.')),
  amountTo: z.optional(amount).check(z.describe('Of the order, in the `currency` that it needs.')),
  orderDateFrom: z.optional(civilDate).check(z.describe('An order that was sent without a date fits no dates.')),
  orderDateTo: z.optional(civilDate),
  requestedDateFrom: z.optional(civilDate),
  requestedDateTo: z.optional(civilDate),
});
export type OrderSelection = z.output<typeof selection>;

/** §10.1: which orders: those that fit everything that is given, and of a list any of its values. */
export const orderSelection = selection.check(
  z.refine((asked) => Object.values(asked).some((value) => value !== undefined), 'must not be empty'),
  z.superRefine(
    amountsFit<OrderSelection>(
      ({ amountFrom, amountTo }) => [
        { path: ['amountFrom'], amount: amountFrom },
        { path: ['amountTo'], amount: amountTo },
      ],
      ({ currency: named = '' }) => named,
    ),
  ),
  z.superRefine((asked, { issues }) => {
    const asksForAmount = asked.amountFrom !== undefined || asked.amountTo !== undefined;
    if (!asksForAmount || asked.currency !== undefined) return;
    issues.push({ code: 'custom', message: 'must be given, for the amounts', path: ['currency'], input: asked });
  }),
);

/** Whether an order is one of those, as far as the order itself can tell. */
export function fitsSelection(asked: OrderSelection, order: Order, baseCurrency: string): boolean {
  const ordered = order.currency ?? baseCurrency;
  const minor = (text: string | undefined) => (text === undefined ? undefined : parseAmount(text, ordered));
  const { terms } = order;
  return (
    isOneOf(asked.orders, order.order) &&
    isOneOf(asked.customers, order.customer) &&
    isOneOf(asked.paymentTerms, terms.paymentTerms) &&
    (asked.currency === undefined || asked.currency === ordered) &&
    isWithin(terms.amount, minor(asked.amountFrom), minor(asked.amountTo)) &&
    isWithin(order.orderDate, asked.orderDateFrom, asked.orderDateTo) &&
    isWithin(terms.requestedDate, asked.requestedDateFrom, asked.requestedDateTo)
  );
}

/** The same of an order with its customer, as both are when it is changed. */
export function isSelected(asked: OrderSelection, { order: stored, credit, rulebook }: Known): boolean {
  if (stored === undefined || !fitsSelection(asked, stored.order, rulebook.currency)) return false;
  const groups: readonly string[] | undefined = asked.creditGroups;
  return (
    isOneOf(asked.creditManagementGroups, credit.customer.creditManagementGroup) &&
    isOneOf(groups, credit.position.creditGroup)
  );
}
