import { http } from '../http.ts';
import { orderOnWire } from '../order-wire.ts';
import { pageOfWanted } from '../page.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { ordersOf } from '../store/orders-of.ts';
import { listOrders } from './contract.ts';

export const handler = http(listOrders, async ({ query }, { entity }) => {
  const { customer, state } = query;
  const scope = JSON.stringify(['list-orders', entity, customer, state]);
  const [{ currency }, { items, nextCursor }] = await Promise.all([
    readRulebookInForce(entity, false),
    pageOfWanted(
      scope,
      query,
      (stretch) => ordersOf(entity, customer, state, stretch),
      ({ order }) => order.order,
    ),
  ]);
  return { body: { items: items.map(({ order, seq }) => orderOnWire(order, seq, currency)), nextCursor } };
});
