import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { clientOptions } from './client-options.ts';
import { requiredEnvironment } from './required-environment.ts';

/** `DYNAMODB_ENDPOINT` points at the local engine, DynamoDB Local, or nothing (AWS). */
export const dynamo = new DynamoDBClient({
  ...(process.env['DYNAMODB_ENDPOINT'] === undefined ? {} : { endpoint: process.env['DYNAMODB_ENDPOINT'] }),
  ...clientOptions,
});

export const table = DynamoDBDocumentClient.from(dynamo, {
  marshallOptions: { removeUndefinedValues: true },
  unmarshallOptions: { wrapNumbers: (text) => text },
});

export function tableName(): string {
  return requiredEnvironment('TABLE_NAME');
}
