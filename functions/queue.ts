import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { Refusal } from '../domain/refusal.ts';
import { decodeJson } from './decode.ts';
import { logger } from './logger.ts';
import { InvalidRequest, problemOf } from './problem.ts';
import { sendToDeadLetters } from './store/queues.ts';
import { queues, type QueueName } from './workers.ts';

/** What a message is carried out with: its content, and until when (epoch, ms). */
export type Carrier = { readonly body: unknown; readonly messageId: string; readonly deadlineMs: number };

/**
 * The one pipeline of every queue function: what can never be carried out goes to the dead-letter queue at once with its
 * cause, what fails for now is delivered again, and the rest of the batch goes on. In FIFO the message group stops at its
 * first failure.
 */
export function queue(name: QueueName, carryOut: (carrier: Carrier) => Promise<void>) {
  return async (event: SQSEvent, lambda: Context): Promise<SQSBatchResponse> => {
    const deadlineMs = Date.now() + lambda.getRemainingTimeInMillis();
    const handle = async (record: SQSRecord): Promise<void> => {
      try {
        const body = decodeJson(Buffer.from(record.body, 'utf8'));
        await carryOut({ body, messageId: record.messageId, deadlineMs });
      } catch (error) {
        if (!isPermanent(error)) {
          logger.warn(`a message of ${name} failed for now`, { error: error as Error });
          throw error;
        }
        await sendToDeadLetters(name, record.body, problemOf(error));
      }
    };
    // A batch that failed whole is answered like any other: each of its messages comes again.
    const options = { context: lambda, throwOnFullBatchFailure: false };
    if (!queues[name].fifo) return processPartialResponse(event, handle, new BatchProcessor(EventType.SQS), options);
    return processPartialResponse(event, handle, new SqsFifoPartialProcessorAsync(), {
      ...options,
      skipGroupOnError: true,
    });
  };
}

/** Refused or not understood: sending it again changes nothing. */
function isPermanent(error: unknown): boolean {
  return error instanceof Refusal || error instanceof InvalidRequest;
}
