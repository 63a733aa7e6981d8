import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { logger } from '../../../functions/logger.ts';
import { dynamo } from '../../../functions/store/table.ts';
import { streamRecord } from '../../../local/stream-record.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
let customer = '';
let customers = 0;
let payments = 0;
beforeAll(async () => {
  // What is planned to fail here is no news.
  logger.setLogLevel('SILENT');
  desk = await startOrderDesk('ACME', { background: true });
});
afterAll(() => desk.harness.background().stop());
beforeEach(async () => {
  customers += 1;
  customer = `C${customers}`;
  await desk.customer(customer);
  await desk.harness.background().settle();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function pay(of = customer): Promise<void> {
  payments += 1;
  const sent = { customer: of, date: '2026-06-15', amount: '1', currency: 'EUR' };
  expect((await desk.call('put-payment', { payment: `P${payments}` }, sent)).status).toBe(201);
}

/** What payments of the customer have stored to be sent, as the stream hands it over. */
async function records(of = customer): Promise<readonly DynamoDBRecord[]> {
  const { Items = [] } = await dynamo.send(
    new QueryCommand({
      TableName: desk.harness.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :events)',
      ExpressionAttributeValues: { ':pk': { S: `C#ACME#${of}` }, ':events': { S: 'E#evaluate-payment' } },
    }),
  );
  return Items.map((item, index) => streamRecord(item, `${of}-${index}`));
}

const publish = (published: readonly DynamoDBRecord[]) => desk.harness.work('publish-changes', { records: published });
const queued = () =>
  desk.harness
    .background()
    .queues.find(({ name }) => name === 'evaluation')
    ?.depth();
const done = { batchItemFailures: [] };
const failedAt = (itemIdentifier: string) => ({ batchItemFailures: [{ itemIdentifier }] });
const broken = streamRecord(
  Object.fromEntries(
    Object.entries({ kind: 'event', id: 'x', type: 'of-nobody', data: '{}', occurredAt: 'now' }).map(([name, S]) => [
      name,
      { S },
    ]),
  ),
  'broken',
);

test('changes of one customer that are published together ask for one evaluation', async () => {
  for (let count = 0; count < 3; count += 1) await pay();
  const other = customer;
  customer = `${customer}-other`;
  await desk.customer(customer);
  await pay();
  const before = queued() ?? 0;
  expect(await publish([...(await records(other)), ...(await records())])).toEqual(done);
  expect(queued()).toBe(before + 2);
});

test('the same changes again are the same message; one more of them is another', async () => {
  for (let count = 0; count < 2; count += 1) await pay();
  const both = await records();
  await publish(both);
  const before = queued() ?? 0;
  await publish(both);
  expect(queued()).toBe(before);
  await publish(both.slice(0, 1));
  expect(queued()).toBe(before + 1);
  await pay();
  await publish(await records());
  expect(queued()).toBe(before + 2);
});

test('where one cannot be published, those before it have asked', async () => {
  await pay();
  await pay();
  const [first, second] = await records();
  if (first === undefined || second === undefined) throw new Error('two payments ask for no evaluation');
  const before = queued() ?? 0;
  expect(await publish([first, broken, second])).toEqual(failedAt('broken'));
  expect(queued()).toBe(before + 1);
});

test('where the queue takes nothing, all come again', async () => {
  await pay();
  await pay();
  vi.stubEnv('QUEUE_URL_EVALUATION', `${process.env['QUEUE_URL_EVALUATION']}-of-nobody`);
  expect(await publish(await records())).toEqual(failedAt(`${customer}-0`));
});
