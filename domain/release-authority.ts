import { formatAmount } from './money.ts';
import { bookedAmountOf, type Order } from './order.ts';
import { refuse } from './refusal.ts';

/** §1.4: the largest order amount that a user may release or reject, in minor units of the entity's currency. */
export type ReleaseAuthority = bigint | 'any' | 'none';

/**
 * A clerk without an authority releases and rejects nothing, a manager without one any amount. Whether an order whose rate is
 * missing is within an amount nobody can say.
 */
export function assertAuthority(authority: ReleaseAuthority, order: Order, currency: string): void {
  if (authority === 'any') return;
  if (authority !== 'none' && order.missingRate !== undefined) throw refuse('exchange-rate-missing', order.missingRate);
  const amount = bookedAmountOf(order);
  if (authority !== 'none' && amount <= authority) return;
  throw refuse('release-above-authority', {
    authority: authority === 'none' ? null : formatAmount(authority, currency),
    amount: formatAmount(amount, currency),
    currency,
  });
}
