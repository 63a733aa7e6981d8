import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Client < function < visibility ÷ 6 (architecture.md §3); a test compares them with the templates. */
export const clientTimeouts = { connectionTimeoutMs: 1_000, requestTimeoutMs: 3_000, maxAttempts: 3 } as const;

/** `DYNAMODB_ENDPOINT` points at the local engine, DynamoDB Local, or nothing (AWS). */
export const dynamo = new DynamoDBClient({
  ...(process.env['DYNAMODB_ENDPOINT'] === undefined ? {} : { endpoint: process.env['DYNAMODB_ENDPOINT'] }),
  maxAttempts: clientTimeouts.maxAttempts,
  retryMode: 'standard',
  requestHandler: {
    connectionTimeout: clientTimeouts.connectionTimeoutMs,
    requestTimeout: clientTimeouts.requestTimeoutMs,
  },
});

export const table = DynamoDBDocumentClient.from(dynamo, {
  marshallOptions: { removeUndefinedValues: true },
  unmarshallOptions: { wrapNumbers: (text) => text },
});

/** Read at use, so that tests and the local runtime can name their table after the module is loaded. */
export function tableName(): string {
  const name = process.env['TABLE_NAME'];
  if (name === undefined) throw new Error('TABLE_NAME is not set');
  return name;
}

export { listIndex } from './table-definition.ts';
