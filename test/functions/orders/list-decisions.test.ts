import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { CustomerId, LegalEntityId, RequestId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { decisionKey } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { startOrderDesk, type OrderDesk } from './order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk();
  await desk.customer('C1');
  await desk.order('O1');
  for (const key of ['first', 'second', 'third']) await desk.ask('O1', {}, key);
});

function list(order: string, query: Readonly<Record<string, string>> = {}) {
  return desk.call('list-decisions', { order }, undefined, { query });
}

test("an order's decisions come latest first, page after page (§8.1)", async () => {
  const first = await list('O1', { limit: '2' });
  expect(first.body.items.map(({ request }) => request)).toEqual(['third', 'second']);
  const second = await list('O1', { limit: '2', cursor: first.body.nextCursor ?? '' });
  expect(second.body.items.map(({ request }) => request)).toEqual(['first']);
  expect(second.body.nextCursor).toBeNull();
});

test('an order without decisions has none, an unknown one does not exist', async () => {
  await desk.order('O2');
  expect(await list('O2')).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  expect(await list('NONE')).toMatchObject({
    status: 404,
    body: { type: 'urn:holdfast:problem:not-found', kind: 'order' },
  });
});

test('a decision that is gone is a defect, not the end of the list (§17)', async () => {
  const entity = entityOfRecord('ACME' as LegalEntityId);
  const Key = decisionKey(entity, 'C1' as CustomerId, 'second' as RequestId);
  await table.send(new DeleteCommand({ TableName: tableName(), Key }));
  expect((await list('O1')).status).toBe(500);
  expect((await list('O1', { limit: '1' })).status).toBe(200);
});
