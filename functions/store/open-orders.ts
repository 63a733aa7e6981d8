import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrders } from './credit-state.ts';
import { queryList } from './list-index.ts';
import { orderListKey, type StoredOrder } from './order-item.ts';

/** The customer's orders that are neither closed, cancelled nor rejected, by id, each as it is now. */
export async function openOrders(
  entity: AuthorizedEntity,
  customer: CustomerId,
  after: string | undefined,
  limit: number,
): Promise<readonly StoredOrder[]> {
  const listed = await queryList(orderListKey(entity, customer), { after, limit });
  const ids = listed.map((entry) => entry['listSort'] as OrderId);
  const orders = await readOrders(entity, ids);
  return ids.flatMap((id) => orders.get(id) ?? []);
}
