import { CreateTableCommand, ResourceInUseException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../functions/store/table-definition.ts';

/**
 * Local only: what must still be sent or done. AWS has the table's stream for that; here a stream would slow every write
 * down (docs/explanation/shape.md, "One machine").
 */
export const pendingIndex = {
  name: 'pending',
  partitionKey: 'pending',
  sortKey: 'pendingSince',
  /** Of every item that is pending. */
  value: 'P',
} as const;

/** Makes the table unless it is there. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(command(name));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

function command(name: string): CreateTableCommand {
  const { partitionKey, sortKey, indexes } = tableDefinition;
  const keys = [
    partitionKey,
    sortKey,
    ...[...indexes, pendingIndex].flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  return new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keySchema(partitionKey, sortKey),
    GlobalSecondaryIndexes: [
      ...indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.include] },
      })),
      {
        IndexName: pendingIndex.name,
        KeySchema: keySchema(pendingIndex.partitionKey, pendingIndex.sortKey),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
