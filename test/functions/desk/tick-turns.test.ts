import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { legalEntitiesList } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { startWhatIsDue } from '../../../functions/tick/operation.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
});
afterAll(() => desk.harness.background().stop());

/** There is time to start so many. */
function timeFor(starts: number): () => boolean {
  let left = starts;
  return () => (left -= 1) >= 0;
}

test('a tick stops when its time is up, and the next one begins with another entity', async () => {
  // In the list before ACME, and without a rulebook.
  const broken = { pk: 'L#AAAA', sk: 'rulebook', listKey: legalEntitiesList, listSort: 'AAAA' };
  await table.send(new PutCommand({ TableName: tableName(), Item: broken }));
  const nextTick = 5 * 60_000;
  const started = async () => (await desk.call('list-jobs')).body.items.map(({ kind }) => kind);
  await expect(startWhatIsDue(0, timeFor(1))).rejects.toThrow(AggregateError);
  expect(await started()).toEqual([]);
  await startWhatIsDue(nextTick, timeFor(1));
  expect(await started()).toEqual(['evaluate-for-release']);
  await expect(startWhatIsDue(2 * nextTick, timeFor(1))).rejects.toThrow(AggregateError);
});
