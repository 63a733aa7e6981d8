import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legalEntitiesList } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
});
afterAll(() => desk.harness.background().stop());

test('an entity that fails keeps none of the others waiting, and the tick fails', async () => {
  // In the list before ACME, and without a rulebook.
  const broken = { pk: 'L#AAAA', sk: 'rulebook', listKey: legalEntitiesList, listSort: 'AAAA' };
  await table.send(new PutCommand({ TableName: tableName(), Item: broken }));
  await expect(desk.harness.work('tick')).rejects.toThrow(AggregateError);
  const { body } = await desk.call('list-jobs');
  expect(body.items.map(({ kind, state }) => [kind, state]).toSorted()).toEqual([
    ['calculate-balance-statistics', 'queued'],
    ['evaluate-for-release', 'queued'],
    ['find-review-work', 'queued'],
  ]);
});
