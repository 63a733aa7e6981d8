import type { CustomerId, OrderId } from './ids.ts';
import { hasOtherConditions } from './release-cover.ts';
import { shareOf, type Order, type OrderTerms, type sentOrderStates } from './order.ts';
import { refuse } from './refusal.ts';

/** A version of an order as it arrives; amount in minor units of the entity's currency. */
export type OrderVersion = {
  readonly order: OrderId;
  readonly customer: CustomerId;
  readonly state: (typeof sentOrderStates)[number];
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
