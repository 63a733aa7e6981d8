import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientOptions } from './client-options.ts';

/** `DYNAMODB_ENDPOINT` points at the local engine, DynamoDB Local, or nothing (AWS). */
export const dynamo = new DynamoDBClient({
  ...(process.env['DYNAMODB_ENDPOINT'] === undefined ? {} : { endpoint: process.env['DYNAMODB_ENDPOINT'] }),
  ...clientOptions,
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
