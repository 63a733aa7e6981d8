import { beforeAll, expect, test } from 'vitest';
import { costOf, type Cost } from '../../bench/cost-of.ts';
import { dynamo } from '../../functions/store/table.ts';
import type { OrderDesk } from '../functions/orders/order-desk.ts';
import { startBusyDesk } from './a-busy-entity.ts';

const usual = ['GetItem', 'GetItem', 'Query', 'TransactWriteItems'];
let desk: OrderDesk;

beforeAll(async () => {
  desk = await startBusyDesk(5);
  await desk.customer('C1');
  await costOfAsking('FIRST', '9000');
});

async function costOfAsking(order: string, amount: string): Promise<Cost & { readonly answer: string }> {
  await desk.order(order, { amount });
  let answer = '';
  const cost = await costOf(dynamo, async () => {
    answer = (await desk.ask(order)).body.answer;
  });
  return { ...cost, answer };
}

test('an order that is held beside others reads them, for what clears it (§8.2)', async () => {
  const { answer, requests, trips, writeUnits } = await costOfAsking('SECOND', '9000');
  expect(answer).toBe('held');
  expect(requests.toSorted()).toEqual(['BatchGetItem', ...usual, 'Query'].toSorted());
  expect(trips).toBe(4);
  expect(writeUnits).toBeLessThanOrEqual(12);
});

test('an order that passes beside held ones asks nothing more', async () => {
  await desk.parameters({ heldOrdersConsumeCredit: false });
  await costOfAsking('WARM', '1');
  const { answer, requests, trips } = await costOfAsking('THIRD', '1');
  expect(answer).toBe('passed');
  expect([requests.toSorted(), trips]).toEqual([usual, 2]);
});
