import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, expect, it } from 'vitest';
import { dynamo, table } from '../../functions/store/table.ts';
import { makeFeeder, type FeederOptions } from '../../local/feeder.ts';
import { startHarness } from '../harness/start-harness.ts';

let tableName: string;
beforeEach(async () => {
  ({ tableName } = await startHarness());
});

function feederTo(publish: FeederOptions['publish']) {
  return makeFeeder({ client: dynamo, tableName, publish });
}

/** A publisher that reports these as failed, as the real one does: and handles none after the first. */
function failingAt(...bad: readonly string[]): FeederOptions['publish'] {
  return async ({ Records }) => {
    const failed = Records.find((record) => bad.includes(idOf(record) ?? ''));
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed.dynamodb?.SequenceNumber }] };
  };
}

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
  const feeder = feederTo(publish);
  expect(await feeder.isFed()).toBe(false);
  expect(await feeder.feed()).toEqual({ sent: 2, failed: 0 });
  expect(await feeder.feed()).toEqual({ sent: 0, failed: 0 });
  expect(handed).toEqual([['first', 'second']]);
  expect(await feeder.isFed()).toBe(true);
  expect(await stored('first')).toEqual({ ...keyOf('first'), kind: 'event' });
});

it('hands over again from the first that failed on', async () => {
  for (const id of ['a', 'b', 'c']) await putPending(id, id);
  expect(await feederTo(failingAt('b')).feed()).toEqual({ sent: 1, failed: 1 });
  expect(await stored('a')).not.toHaveProperty('pending');
  expect(await stored('b')).toHaveProperty('pending', 'P');
  expect(await stored('c')).toHaveProperty('pending', 'P');
});

it('sets aside what failed too often, keeps its mark, and goes on with the rest', async () => {
  for (const id of ['bad', 'good']) await putPending(id, id);
  const feeder = feederTo(failingAt('bad'));
  for (let tries = 1; tries <= 5; tries += 1) {
    expect(feeder.setAside()).toEqual([]);
    expect(await feeder.feed()).toEqual({ sent: 0, failed: 1 });
  }
  expect(feeder.setAside()).toEqual([keyOf('bad')]);
  expect(await feeder.feed()).toEqual({ sent: 1, failed: 0 });
  expect(await feeder.isFed()).toBe(true);
  expect(await stored('bad')).toHaveProperty('pending', 'P');
  expect(await feederTo(failingAt()).feed()).toEqual({ sent: 1, failed: 0 });
});

it('fails the whole batch where the publisher names a record it was not given', async () => {
  await putPending('a', '1');
  const feeder = feederTo(async () => ({ batchItemFailures: [{ itemIdentifier: '7' }] }));
  expect(await feeder.feed()).toEqual({ sent: 0, failed: 1 });
});

it('keeps every mark where the publisher throws', async () => {
  await putPending('a', '1');
  const publish = async (): Promise<void> => {
    throw new Error('no topic');
  };
  const feeder = feederTo(publish);
  await expect(feeder.feed()).rejects.toThrow('no topic');
  expect(await feeder.isFed()).toBe(false);
});

it('sends again what was written anew while it was sent', async () => {
  await putPending('a', '1');
  const publish = async (): Promise<void> => putPending('a', '2');
  await feederTo(publish).feed();
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
  await feederTo(publish).feed();
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
