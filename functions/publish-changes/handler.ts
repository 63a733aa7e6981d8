import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from '../logger.ts';
import { streamItem } from '../store/stream-item.ts';
import { publishChange } from './operation.ts';

/** §15.2: in order; from the first that fails on, the stream delivers again. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  for (const record of Records) {
    try {
      await publishChange(streamItem(record.dynamodb?.NewImage ?? {}));
    } catch (error) {
      logger.error('a change was not published', { error: error as Error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};
