import * as z from 'zod/mini';
import { formatAmount } from '../domain/money.ts';
import { isExcluded, ledgerOf, openAmountOf, openPartOf, orderStates, type Order } from '../domain/order.ts';
import { bookedFields, bookedOnWire } from './booked-on-wire.ts';
import {
  amount,
  civilDate,
  code,
  currency as currencyCode,
  customerId,
  holdId,
  orderId,
  requestId,
  version,
} from './wire.ts';
import { wireForm } from './wire-form.ts';

/** An order as Holdfast knows it; `-1` is the version of one whose documents came first. */
export const orderView = z
  .strictObject({
    order: orderId,
    customer: customerId,
    version: z.int(),
    state: z.enum(orderStates),
    isRejected: z.boolean(),
    amount,
    delivered: amount,
    invoiced: amount,
    openAmount: amount.check(z.describe('What of it counts as an open order in the exposure (§5.2).')),
    currency: currencyCode,
    ...bookedFields,
    bookedOpen: z.optional(amount).check(z.describe('`openAmount` in `baseCurrency`.')),
    orderDate: z.nullable(civilDate),
    paymentTerms: z.nullable(code),
    settlementDiscount: z.nullable(code),
    requestedDate: z.nullable(civilDate),
    isIntercompany: z.boolean(),
    isExcluded: z.boolean(),
    hold: z.nullable(holdId),
    lastDecision: z.nullable(requestId),
    revision: version,
  })
  .check(z.meta({ id: 'Order' }));

export function orderOnWire(order: Order, seq: number, baseCurrency: string): z.input<typeof orderView> {
  const { terms } = order;
  const currency = order.currency ?? baseCurrency;
  const view = {
    order: order.order,
    customer: order.customer,
    version: terms.version,
    state: order.state,
    isRejected: order.isRejected,
    ...ledgerOf(order),
    paymentTerms: terms.paymentTerms ?? null,
    settlementDiscount: terms.settlementDiscount ?? null,
    orderDate: order.orderDate ?? null,
    requestedDate: terms.requestedDate ?? null,
    isIntercompany: order.isIntercompany,
    isExcluded: isExcluded(order),
    hold: order.openHold ?? null,
    lastDecision: order.lastDecision ?? null,
    revision: seq,
  };
  return {
    ...wireForm({ ...view, openAmount: openAmountOf(order) }, currency),
    currency,
    ...bookedOnWire(order, baseCurrency),
    ...(order.booked === undefined ? {} : { bookedOpen: formatAmount(openPartOf(order), baseCurrency) }),
  };
}
