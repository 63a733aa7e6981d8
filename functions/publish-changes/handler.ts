import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mergedEvaluations, type QueuedEvaluation } from '../evaluation-message.ts';
import { logger } from '../logger.ts';
import { send } from '../store/queues.ts';
import { streamItem } from '../store/stream-item.ts';
import { publishChange } from './operation.ts';

/** §15.2: in order; from the first that fails on, the stream delivers again. What many changes ask to evaluate is asked once. */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const evaluations: QueuedEvaluation[] = [];
  let failed: DynamoDBRecord | undefined;
  for (const record of Records) {
    try {
      evaluations.push(...(await publishChange(streamItem(record.dynamodb?.NewImage ?? {}))));
    } catch (error) {
      logger.error('a change was not published', { error: error as Error });
      failed = record;
      break;
    }
  }
  try {
    await send('evaluation', mergedEvaluations(evaluations));
  } catch (error) {
    logger.error('evaluations were not asked for', { error: error as Error });
    failed = Records[0];
  }
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? '' }] };
};
