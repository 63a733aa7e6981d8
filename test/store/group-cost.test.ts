import { beforeAll, expect, test } from 'vitest';
import { costOf, type Cost } from '../../bench/cost-of.ts';
import { dynamo } from '../../functions/store/table.ts';
import type { OrderDesk } from '../functions/orders/order-desk.ts';
import { startBusyDesk } from './a-busy-entity.ts';

let desk: OrderDesk;

/** Members of one group beside customers of none, with the same rules. */
beforeAll(async () => {
  desk = await startBusyDesk(5);
  const group = 'CG-2026';
  const body = { creditLimit: '20000', currency: 'EUR', expiryDate: '2099-12-31' };
  await desk.harness.call('put-customer-credit-group', { as: 'root', params: { group }, body });
  for (const customer of ['ALONE', 'MEMBER']) await desk.customer(customer);
  const params = { group, legalEntity: 'ACME', customer: 'MEMBER' };
  await desk.harness.call('put-customer-credit-group-member', { as: 'root', params });
  // Grants and rulebook are warm from here on.
  await costOfAsking('MEMBER', 'WARM', '1');
});

async function costOfAsking(
  customer: string,
  order: string,
  amount: string,
): Promise<Cost & { readonly answer: string }> {
  await desk.order(order, { customer, amount });
  let answer = '';
  const cost = await costOf(dynamo, async () => {
    answer = (await desk.ask(order, { customer })).body.answer;
  });
  return { ...cost, answer };
}

test('a pass of a member asks one more read in one more trip, and 2 WRU', async () => {
  const alone = await costOfAsking('ALONE', 'A1', '1');
  const member = await costOfAsking('MEMBER', 'M1', '1');
  expect([alone.answer, member.answer]).toEqual(['passed', 'passed']);
  expect(member.trips).toBe(alone.trips + 1);
  expect(member.requests).toHaveLength(alone.requests.length + 1);
  expect(member.writeUnits).toBe(alone.writeUnits + 2);
});

test('a hold of a member asks 4 WRU more', async () => {
  const alone = await costOfAsking('ALONE', 'A2', '9000');
  const member = await costOfAsking('MEMBER', 'M2', '9000');
  expect([alone.answer, member.answer]).toEqual(['held', 'held']);
  expect(member.trips).toBe(alone.trips + 1);
  expect(member.writeUnits).toBe(alone.writeUnits + 4);
});
