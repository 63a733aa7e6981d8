import {
  ConditionalCheckFailedException,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { maxStreamTries } from '../functions/workers.ts';
import { tableDefinition } from '../functions/store/table-definition.ts';
import { streamRecord } from './stream-record.ts';
import { pendingIndex } from './table.ts';

type Item = Record<string, AttributeValue>;

export type FeederOptions = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The publisher's handler. */
  readonly publish: (event: DynamoDBStreamEvent) => Promise<unknown>;
};

export type Feeder = {
  /** Hands one batch of what is pending to the publisher. */
  readonly feed: () => Promise<{ readonly sent: number; readonly failed: number }>;
  /** Whether nothing is pending but what was set aside. */
  readonly isFed: () => Promise<boolean>;
  /** Keys of what failed too often; a restart tries them again. */
  readonly setAside: () => readonly { readonly pk: string; readonly sk: string }[];
};

const batchSize = 100;

/**
 * What the table's stream does in AWS: pending items, oldest first, go to the publisher, and lose their mark once it has
 * sent them. Its messages are on disk by then (queues.ts), so nothing is lost between the two; a process that ends before
 * the mark is gone sends again, which receivers must bear in AWS too.
 */
export function makeFeeder({ client, tableName, publish }: FeederOptions): Feeder {
  const tries = new Map<string, number>();
  const isSetAside = (item: Item): boolean => (tries.get(identity(item)) ?? 0) >= maxStreamTries;
  const toSend = async (): Promise<readonly Item[]> =>
    (await pendingItems(client, tableName, batchSize + tries.size)).filter((item) => !isSetAside(item));
  const countFailure = (item: Item): void => void tries.set(identity(item), (tries.get(identity(item)) ?? 0) + 1);

  return {
    feed: async () => {
      const items = await toSend();
      if (items.length === 0) return { sent: 0, failed: 0 };
      const firstFailed = await publishAll(items, publish);
      const sent = items.slice(0, firstFailed);
      await Promise.all(sent.map((item) => clear(client, tableName, item)));
      for (const item of sent) tries.delete(identity(item));
      const failed = items[sent.length];
      if (failed !== undefined) countFailure(failed);
      return { sent: sent.length, failed: failed === undefined ? 0 : 1 };
    },
    isFed: async () => (await toSend()).length === 0,
    setAside: () => [...tries].filter(([, count]) => count >= maxStreamTries).map(([id]) => keyOf(id)),
  };
}

/** How many went before the first that failed. A stream delivers again from there on, whatever happened to later ones. */
async function publishAll(items: readonly Item[], publish: FeederOptions['publish']): Promise<number> {
  const records = items.map((item, index) => streamRecord(item, String(index + 1)));
  const answer = (await publish({ Records: records })) as DynamoDBBatchResponse | undefined;
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => Number(itemIdentifier) - 1);
  // An identifier that is none of ours fails the whole batch, as in Lambda.
  return failed.some((index) => items[index] === undefined) ? 0 : Math.min(items.length, ...failed);
}

async function pendingItems(client: DynamoDBClient, tableName: string, limit: number): Promise<readonly Item[]> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      IndexName: pendingIndex.name,
      KeyConditionExpression: '#pending = :pending',
      ExpressionAttributeNames: { '#pending': pendingIndex.partitionKey },
      ExpressionAttributeValues: { ':pending': { S: pendingIndex.value } },
      Limit: limit,
    }),
  );
  return Items ?? [];
}

async function clear(client: DynamoDBClient, tableName: string, item: Item): Promise<void> {
  const { partitionKey, sortKey } = tableDefinition;
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { [partitionKey]: item[partitionKey] as AttributeValue, [sortKey]: item[sortKey] as AttributeValue },
        UpdateExpression: 'REMOVE #pending, #since',
        ConditionExpression: '#since = :seen',
        ExpressionAttributeNames: { '#pending': pendingIndex.partitionKey, '#since': pendingIndex.sortKey },
        ExpressionAttributeValues: { ':seen': item[pendingIndex.sortKey] as AttributeValue },
      }),
    );
  } catch (error) {
    // Written anew since: that is to be sent too.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

function identity(item: Item): string {
  const { partitionKey, sortKey } = tableDefinition;
  return JSON.stringify([item[partitionKey]?.S, item[sortKey]?.S, item[pendingIndex.sortKey]?.S]);
}

function keyOf(id: string): { readonly pk: string; readonly sk: string } {
  const [pk = '', sk = ''] = JSON.parse(id) as readonly string[];
  return { pk, sk };
}
