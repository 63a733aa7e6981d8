import { inBase, type InBase } from './booked.ts';
import type { CivilDate } from './civil-date.ts';
import type { Rulebook } from './compile-rulebook.ts';
import type { CustomerId, OrderId } from './ids.ts';
import { hasOtherConditions } from './release-cover.ts';
import { shareOf, type Order, type OrderTerms, type sentOrderStates } from './order.ts';
import { refuse } from './refusal.ts';

/** A version of an order as it arrives, with what its amount is booked as (`bookedVersion`). */
export type OrderVersion = InBase & {
  readonly order: OrderId;
  readonly customer: CustomerId;
  readonly state: (typeof sentOrderStates)[number];
  readonly currency: string;
  readonly orderDate: CivilDate | undefined;
  readonly terms: OrderTerms;
  readonly isIntercompany: boolean;
  readonly contentHash: string;
};

/** Before an order itself arrives: the version below every other. */
const noVersion = -1;

/** §15.1: the stand-in for an order whose documents come first. */
export function announced(order: OrderId, customer: CustomerId): Order {
  return {
    order,
    customer,
    state: 'announced',
    terms: { version: noVersion, amount: 0n },
    delivered: 0n,
    invoiced: 0n,
    counts: false,
    createdWith: {},
    isIntercompany: false,
    contentHash: '',
    isRejected: false,
    holdCount: 0,
  };
}

/**
 * §7.1, §15.1: the order with a version that arrived, or `repeated` where it is the stored one. An older version never
 * overwrites a newer one; a cancellation is final, whatever arrives later.
 */
export function received(stored: Order | undefined, version: OrderVersion): Order | 'repeated' {
  const before = stored ?? announced(version.order, version.customer);
  assertSameCustomer(before, version.customer);
  assertSameCurrency(before, version.currency);
  const storedVersion = before.terms.version;
  if (version.terms.version < storedVersion) throw refuse('order-version-outdated', { storedVersion });
  if (version.terms.version === storedVersion) {
    if (version.contentHash !== before.contentHash) throw refuse('document-differs', { kind: 'order' });
    return 'repeated';
  }
  const { paymentTerms, settlementDiscount } = version.terms;
  return {
    ...before,
    state: before.state === 'cancelled' ? 'cancelled' : version.state,
    currency: version.currency,
    orderDate: version.orderDate,
    booked: version.booked,
    missingRate: version.missingRate,
    terms: version.terms,
    createdWith: storedVersion === noVersion ? { paymentTerms, settlementDiscount } : before.createdWith,
    isIntercompany: version.isIntercompany,
    contentHash: version.contentHash,
    isRejected: false,
  };
}

/** A sender knows its invoice account: a document of another customer than the stored order's is refused. */
export function assertSameCustomer(order: Order, customer: CustomerId): void {
  if (order.customer !== customer) throw refuse('customer-differs', { customer: order.customer });
}

/** §5.3: all documents of an order are in one currency; the later one in another is refused. */
export function assertSameCurrency({ currency }: Order, named: string): void {
  if (currency !== undefined && currency !== named) throw refuse('document-currency-differs', { currency });
}

/**
 * §5.3: how the amount of a version is booked: at the rate of the order date, which is the day on which the first version came
 * where none says one. What is booked stays so while amount and date are the same.
 */
export function bookedVersion(
  rulebook: Rulebook,
  stored: Order | undefined,
  version: Omit<OrderVersion, keyof InBase>,
  today: CivilDate,
): OrderVersion {
  const sent = version.orderDate ?? stored?.orderDate;
  if (version.currency === rulebook.currency) return { ...version, orderDate: sent };
  const orderDate = sent ?? today;
  const isBooked = stored?.booked !== undefined && stored.orderDate === orderDate;
  if (isBooked && stored.terms.amount === version.terms.amount) return { ...version, orderDate, booked: stored.booked };
  const { amount } = version.terms;
  return { ...version, orderDate, ...inBase(rulebook, { amount, currency: version.currency, date: orderDate }) };
}

/** §7.1: whether a version must be evaluated as it arrives, since it adds exposure or changes conditions after a posting passed. */
export function needsCheck(before: Order | undefined, after: Order): boolean {
  if (before?.passed === undefined || after.openHold !== undefined) return false;
  if (after.state !== 'open' && after.state !== 'draft') return false;
  return shareOf(after).toHeld > shareOf(before).toHeld || hasOtherConditions(after.terms, before.terms);
}

/** Nothing of the order is left to post: its hold, if it has one, is closed (§8.6). */
export function isOver(order: Order): boolean {
  return order.state === 'cancelled' || order.state === 'closed';
}
