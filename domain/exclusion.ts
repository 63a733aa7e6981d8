import type { CivilDate } from './civil-date.ts';
import type { Customer } from './customer.ts';
import { isExcluded, type Order } from './order.ts';

/** §7.2: why an order passed without a check. */
export type Skip = {
  readonly because:
    | 'checkpoint-not-enabled'
    | 'customer-excluded'
    | 'customer-ignored'
    | 'order-excluded'
    | 'order-below-minimum'
    | 'negative-amount'
    | 'packing-slip-cancellation'
    | 'grace'
    | 'release';
  /** The first day on which the order is checked again, where a date decides. */
  readonly nextCheckDue?: CivilDate | undefined;
};

/** §7.2, §7.3: the customer or the order is excluded from credit management. */
export function exclusionOf(customer: Customer, order: Order, today: CivilDate): Skip | undefined {
  if (customer.excludeFromCreditManagement) return { because: 'customer-excluded' };
  if (customer.ignoreUntil !== undefined && today < customer.ignoreUntil) {
    return { because: 'customer-ignored', nextCheckDue: customer.ignoreUntil };
  }
  return isExcluded(order) ? { because: 'order-excluded' } : undefined;
}
