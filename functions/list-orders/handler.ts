import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { cutPage, placeOf } from '../page.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { openOrders } from '../store/open-orders.ts';
import { listOrders } from './contract.ts';

export const handler = http(listOrders, async ({ query }, { entity }) => {
  const scope = JSON.stringify(['list-orders', entity, query.customer]);
  const after = placeOf(scope, query)?.[0];
  const [{ currency }, orders] = await Promise.all([
    readRulebookInForce(entity, false),
    openOrders(entity, query.customer, after, query.limit + 1),
  ]);
  const { items, nextCursor } = cutPage(scope, query, orders, ({ order }) => [order.order]);
  return { body: { items: items.map(({ order, seq }) => orderOnWire(order, seq, currency)), nextCursor } };
});
