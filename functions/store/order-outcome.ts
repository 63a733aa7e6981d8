import type { Order } from '../../domain/order.ts';
import type { Changed } from './change-order.ts';

/** An order as it is after a change, or after one that changed nothing. */
export type OrderOutcome = { readonly order: Order; readonly revision: number; readonly currency: string };

/** For changes that make no decision. */
export function orderOutcome(changed: Changed): OrderOutcome {
  if (changed.kind === 'replayed') throw new Error('this change makes no decision');
  const { order: seen, rulebook } = changed.known;
  if (changed.kind === 'changed') {
    return { order: changed.change.order, revision: (seen?.seq ?? 0) + 1, currency: rulebook.currency };
  }
  if (seen === undefined) throw new Error('nothing was changed of no order');
  return { order: seen.order, revision: seen.seq, currency: rulebook.currency };
}
