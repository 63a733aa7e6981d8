import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { Refusal } from '../domain/refusal.ts';
import { logger } from './logger.ts';
import { causeOf, InvalidRequest } from './problem.ts';
import { deliverAgainSoon, sendToDeadLetters } from './store/queues.ts';
import { maxReceiveCount, queues, type QueueName } from './workers.ts';

/** What a message is carried out with. */
export type Carrier = {
  readonly body: unknown;
  /** Until when (epoch, ms). */
  readonly deadlineMs: number;
  /** What messages of the same batch have done: all of the batch had been sent before the first was carried out. */
  readonly done: Set<string>;
  /** What follows in the same message group of the batch, as far as it can be read. */
  readonly following: () => readonly unknown[];
};

/** The content of a message. What others write must be read with as much care as a request. */
type Reader = (message: Uint8Array) => unknown;

/**
 * The one pipeline of every queue function: what can never be carried out goes to the dead-letter queue at once with its
 * cause, what fails for now is delivered again after a pause, and the rest of the batch goes on. In FIFO the message group
 * stops at its first failure.
 */
export function queue(name: QueueName, carryOut: (carrier: Carrier) => Promise<void>, read: Reader = readOwn) {
  return async (event: SQSEvent, lambda: Context): Promise<SQSBatchResponse> => {
    const deadlineMs = Date.now() + lambda.getRemainingTimeInMillis();
    const done = new Set<string>();
    const handle = async (record: SQSRecord): Promise<void> => {
      try {
        const following = () => followingIn(event, record, read);
        await carryOut({ body: bodyOf(record, read), deadlineMs, done, following });
      } catch (error) {
        if (!isPermanent(error)) {
          logger.warn(`a message of ${name} failed for now`, { error: error as Error });
          if (!isLastTry(record)) throw error;
        }
        await sendToDeadLetters(name, record.body, causeOf(error));
      }
    };
    const answer = await answerOf(name, event, handle, lambda);
    await backOff(name, event, answer);
    return answer;
  };
}

function bodyOf({ body }: SQSRecord, read: Reader): unknown {
  return read(Buffer.from(body, 'utf8'));
}

function followingIn({ Records }: SQSEvent, record: SQSRecord, read: Reader): readonly unknown[] {
  const group = record.attributes.MessageGroupId;
  if (group === undefined) return [];
  const later = Records.slice(Records.indexOf(record) + 1);
  const bodies: unknown[] = [];
  for (const one of later.filter(({ attributes }) => attributes.MessageGroupId === group)) {
    try {
      bodies.push(bodyOf(one, read));
    } catch {
      break;
    }
  }
  return bodies;
}

/** What the system itself wrote: whatever others put into it was checked before. */
function readOwn(message: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(message).toString('utf8'));
  } catch {
    throw new InvalidRequest([{ pointer: '', code: 'invalid_json', detail: 'is not JSON' }], 400);
  }
}

/** One message after another, so that what a batch holds is carried out as it came. */
async function answerOf(
  name: QueueName,
  event: SQSEvent,
  handle: (record: SQSRecord) => Promise<void>,
  context: Context,
): Promise<SQSBatchResponse> {
  // A batch that failed whole is answered like any other: each of its messages comes again.
  const options = { context, throwOnFullBatchFailure: false };
  return queues[name].fifo
    ? processPartialResponse(event, handle, new SqsFifoPartialProcessorAsync(), { ...options, skipGroupOnError: true })
    : processPartialResponse(event, handle, new BatchProcessor(EventType.SQS), {
        ...options,
        processInParallel: false,
      });
}

/** What failed, and in FIFO what waits behind it; where this fails too, both come when their visibility ends. */
async function backOff(name: QueueName, { Records }: SQSEvent, answer: SQSBatchResponse): Promise<void> {
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return;
  const messages = Records.filter(({ messageId }) => failed.has(messageId)).map(({ receiptHandle, attributes }) => ({
    receiptHandle,
    receiveCount: Number(attributes.ApproximateReceiveCount),
  }));
  try {
    await deliverAgainSoon(name, messages);
  } catch (error) {
    logger.warn(`messages of ${name} stay hidden for their whole visibility`, { error: error as Error });
  }
}

/**
 * What waits behind it in its group was received as often without ever being tried: left to the queue, all of it would go to
 * the dead letters at once.
 */
function isLastTry({ attributes }: SQSRecord): boolean {
  return Number(attributes.ApproximateReceiveCount) >= maxReceiveCount;
}

/** Refused or not understood: sending it again changes nothing. */
function isPermanent(error: unknown): boolean {
  return error instanceof Refusal || error instanceof InvalidRequest;
}
