import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { dynamo, table } from '../../functions/store/table.ts';
import { feedOnce, isFed } from '../../local/feeder.ts';
import { startHarness } from '../harness/start-harness.ts';

let tableName: string;
beforeEach(async () => {
  ({ tableName } = await startHarness());
});

function keyOf(id: string): { pk: string; sk: string } {
  return { pk: 'P', sk: id };
}

async function putPending(id: string, since: string, more: object = {}): Promise<void> {
  const Item = { ...keyOf(id), kind: 'event', pending: 'P', pendingSince: since, ...more };
  await table.send(new PutCommand({ TableName: tableName, Item }));
}

async function stored(id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  return (await table.send(new GetCommand({ TableName: tableName, Key: keyOf(id) }))).Item;
}

function ids(event: DynamoDBStreamEvent): readonly (string | undefined)[] {
  return event.Records.map(idOf);
}

function idOf(record: DynamoDBRecord): string | undefined {
  return record.dynamodb?.NewImage?.['sk']?.S;
}

it('hands over what is pending, oldest first, once', async () => {
  await putPending('second', '2026-06-15T10:00:00.000Z#2');
  await putPending('first', '2026-06-15T10:00:00.000Z#1');
  const handed: (readonly (string | undefined)[])[] = [];
  const publish = async (event: DynamoDBStreamEvent): Promise<void> => void handed.push(ids(event));
  expect(await isFed(dynamo, tableName)).toBe(false);
  expect(await feedOnce({ client: dynamo, tableName, publish })).toEqual({ sent: 2, failed: 0 });
  expect(await feedOnce({ client: dynamo, tableName, publish })).toEqual({ sent: 0, failed: 0 });
  expect(handed).toEqual([['first', 'second']]);
  expect(await isFed(dynamo, tableName)).toBe(true);
  expect(await stored('first')).toEqual({ ...keyOf('first'), kind: 'event' });
});

it('keeps the mark of what could not be sent', async () => {
  await putPending('a', '1');
  await putPending('b', '2');
  const publish = async (event: DynamoDBStreamEvent): Promise<unknown> => ({
    batchItemFailures: event.Records.filter((record) => idOf(record) === 'a').map((record) => ({
      itemIdentifier: record.dynamodb?.SequenceNumber,
    })),
  });
  expect(await feedOnce({ client: dynamo, tableName, publish })).toEqual({ sent: 1, failed: 1 });
  expect(await stored('a')).toHaveProperty('pending', 'P');
  expect(await stored('b')).not.toHaveProperty('pending');
});

it('keeps every mark where the publisher throws', async () => {
  await putPending('a', '1');
  const publish = async (): Promise<void> => {
    throw new Error('no topic');
  };
  await expect(feedOnce({ client: dynamo, tableName, publish })).rejects.toThrow();
  expect(await isFed(dynamo, tableName)).toBe(false);
});

it('sends again what was written anew while it was sent', async () => {
  await putPending('a', '1');
  const publish = async (): Promise<void> => putPending('a', '2');
  await feedOnce({ client: dynamo, tableName, publish });
  expect(await stored('a')).toMatchObject({ pending: 'P', pendingSince: '2' });
});

it('shapes records as the stream does: bytes as base64, numbers as text', async () => {
  await putPending('a', '1', {
    bytes: new Uint8Array([1, 2, 255]),
    amount: 125n,
    nested: { list: [new Uint8Array([7]), true] },
  });
  let record: DynamoDBRecord | undefined;
  const publish = async ({ Records }: DynamoDBStreamEvent): Promise<void> => void (record = Records[0]);
  await feedOnce({ client: dynamo, tableName, publish });
  expect(record).toMatchObject({
    eventName: 'INSERT',
    dynamodb: {
      Keys: { pk: { S: 'P' }, sk: { S: 'a' } },
      NewImage: {
        bytes: { B: 'AQL/' },
        amount: { N: '125' },
        nested: { M: { list: { L: [{ B: 'Bw==' }, { BOOL: true }] } } },
      },
    },
  });
});
