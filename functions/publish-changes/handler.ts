import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from '../logger.ts';
import { publishChange } from './operation.ts';

/** §15.2: in order; from the first that fails on, the stream delivers again. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of Records) {
    try {
      await publishChange(itemOf(record));
    } catch (error) {
      logger.error('a change was not published', { error: error as Error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

function itemOf({ dynamodb }: DynamoDBRecord): Readonly<Record<string, unknown>> {
  return unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>, { wrapNumbers: (text) => text });
}
