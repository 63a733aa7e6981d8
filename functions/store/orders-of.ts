import type { CustomerId, OrderId } from '../../domain/ids.ts';
import { hasEnded, isDeliveredNotInvoiced, type Order } from '../../domain/order.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrders } from './credit-state.ts';
import { queryLists } from './list-index.ts';
import { orderLists, type StoredOrder } from './order-item.ts';

/** Which of a customer's orders: those that have not ended; those delivered and not wholly invoiced, ended or not; all. */
export type OrderFilter = 'open' | 'delivered' | 'all';

const listsOf: { readonly [F in OrderFilter]: readonly (keyof typeof orderLists)[] } = {
  open: ['open'],
  delivered: ['open', 'delivered'],
  all: ['open', 'delivered', 'ended'],
};

const isWanted: { readonly [F in OrderFilter]: (order: Order) => boolean } = {
  open: (order) => !hasEnded(order),
  delivered: isDeliveredNotInvoiced,
  all: () => true,
};

/** A stretch of a customer's orders by id, each as it is now, with whether it is what the filter asks for. */
export async function ordersOf(
  entity: AuthorizedEntity,
  customer: CustomerId,
  filter: OrderFilter,
  stretch: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly (StoredOrder & { readonly isWanted: boolean })[]> {
  const lists = listsOf[filter].map((list) => orderLists[list](entity, customer));
  const ids = (await queryLists(lists, stretch)).map((entry) => entry['listSort'] as OrderId);
  const orders = await readOrders(entity, ids);
  return ids.flatMap((id) => {
    const stored = orders.get(id);
    return stored === undefined ? [] : [{ ...stored, isWanted: isWanted[filter](stored.order) }];
  });
}
