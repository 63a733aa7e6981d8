import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamo, table } from '../../functions/store/table.ts';
import { streamRecord } from '../../local/stream-record.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';

const TableName = `stream-${process.pid}`;
const key = { pk: 'S', sk: 'limit' };
let harness: Harness;
let record: DynamoDBRecord;

/** The streams API of the engine; the SDK has it in a package of its own. */
async function streams(operation: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(process.env['DYNAMODB_ENDPOINT'] ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260615/eu-central-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-date': '20260615T100000Z',
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

beforeAll(async () => {
  harness = await startHarness({ background: true });
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  const Item = {
    ...key,
    kind: 'event',
    id: 'e1',
    type: 'order-rejected',
    legalEntity: 'ACME',
    customer: 'C-1001',
    occurredAt: '2026-06-15T10:00:00.000Z',
    data: JSON.stringify({ order: 'SO-1', hold: 'SO-1.1', sequence: 2, by: 'ann', reason: 'OK' }),
    // Of every other shape too, as decisions have.
    row: { number: 125n, bytes: new Uint8Array([1, 2, 255]), list: [true, null, 'text'] },
  };
  await table.send(new PutCommand({ TableName, Item }));
  const { Streams } = (await streams('ListStreams', { TableName })) as { Streams: { StreamArn: string }[] };
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = (await streams('DescribeStream', { StreamArn })) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const ShardIteratorType = 'TRIM_HORIZON';
  const { ShardIterator } = await streams('GetShardIterator', { StreamArn, ShardId, ShardIteratorType });
  const { Records } = (await streams('GetRecords', { ShardIterator })) as { Records: DynamoDBRecord[] };
  if (Records[0] === undefined) throw new Error('the stream has no record');
  record = Records[0];
});
afterAll(() => harness.background().stop());

it('has records of the shape that the feeder makes', async () => {
  const { Item } = await dynamo.send(
    new GetItemCommand({ TableName, Key: { pk: { S: key.pk }, sk: { S: key.sk } }, ConsistentRead: true }),
  );
  const made = streamRecord(Item ?? {}, '1');
  expect(record.eventName).toBe(made.eventName);
  expect(record.dynamodb).toMatchObject({ Keys: made.dynamodb?.Keys, NewImage: made.dynamodb?.NewImage });
  expect(record.dynamodb?.StreamViewType).toBe(made.dynamodb?.StreamViewType);
});

it('is what the publisher publishes from', async () => {
  expect(await harness.work('publish-changes', { records: [record] })).toEqual({ batchItemFailures: [] });
  const published = harness.background().publishedEvents();
  expect(published).toMatchObject([{ attributes: { type: 'holdfast.order-rejected.v1', legalEntity: 'ACME' } }]);
});
