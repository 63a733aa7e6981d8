import {
  ConditionalCheckFailedException,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { tableDefinition } from '../functions/store/table-definition.ts';
import { streamRecord } from './stream-record.ts';
import { pendingIndex } from './table.ts';

type Item = Record<string, AttributeValue>;

export type Fed = {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** The publisher's handler. */
  readonly publish: (event: DynamoDBStreamEvent) => Promise<unknown>;
};

const batchSize = 100;

/**
 * One round of what the table's stream does in AWS: hands pending items, oldest first, to the publisher, and takes their
 * mark away once it has sent them. Its messages are on disk by then (queues.ts), so nothing is lost between the two; a
 * process that ends before the mark is gone sends again, which receivers must bear in AWS too. Gives how many were sent.
 */
export async function feedOnce({
  client,
  tableName,
  publish,
}: Fed): Promise<{ readonly sent: number; readonly failed: number }> {
  const items = await pendingItems(client, tableName, batchSize);
  if (items.length === 0) return { sent: 0, failed: 0 };
  const records = items.map((item, index) => streamRecord(item, String(index + 1)));
  const answer = (await publish({ Records: records })) as DynamoDBBatchResponse | undefined;
  const failed = new Set((answer?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
  const sent = items.filter((_, index) => !failed.has(String(index + 1)));
  await Promise.all(sent.map((item) => clear(client, tableName, item)));
  return { sent: sent.length, failed: failed.size };
}

/** Whether everything was sent. */
export async function isFed(client: DynamoDBClient, tableName: string): Promise<boolean> {
  return (await pendingItems(client, tableName, 1)).length === 0;
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
