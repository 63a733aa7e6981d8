import { DeleteMessageBatchCommand, ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from '../functions/logger.ts';
import type { LocalQueue } from './queues.ts';

export type PolledQueue = {
  readonly client: SQSClient;
  readonly queue: LocalQueue;
  readonly batchSize: number;
  readonly handle: (event: SQSEvent) => Promise<unknown>;
};

/**
 * One round of Lambda's event source mapping: receives a batch, hands it to the worker, and deletes what did not fail. What
 * failed comes back when its visibility ends, or goes to the dead-letter queue. Gives how many were received.
 */
export async function pollOnce(polled: PolledQueue, waitSeconds: number, signal?: AbortSignal): Promise<number> {
  const { client, queue, batchSize } = polled;
  const received = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queue.url,
      MaxNumberOfMessages: Math.min(batchSize, 10),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
    signal === undefined ? {} : { abortSignal: signal },
  );
  const messages = received.Messages ?? [];
  if (messages.length === 0) return 0;
  const failed = await failuresOf(polled, messages);
  const handled = messages.filter((message) => !failed.has(message.MessageId ?? ''));
  if (handled.length > 0) {
    const Entries = handled.map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl: queue.url, Entries }));
  }
  return messages.length;
}

/** A worker that throws, or names a message that it was not given, has failed the whole batch, as in Lambda. */
async function failuresOf({ queue, handle }: PolledQueue, messages: readonly Message[]): Promise<ReadonlySet<string>> {
  const all = new Set(messages.map((message) => message.MessageId ?? ''));
  try {
    const answer = (await handle({ Records: messages.map((message) => record(message, queue)) })) as
      SQSBatchResponse | undefined;
    const failed = new Set((answer?.batchItemFailures ?? []).map((failure) => failure.itemIdentifier));
    return [...failed].every((id) => all.has(id)) ? failed : all;
  } catch (error) {
    logger.error(`the worker of queue ${queue.name} failed`, { error: error as Error });
    return all;
  }
}

function record(message: Message, queue: LocalQueue): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType = 'String' }]) => [
        name,
        { dataType: DataType, ...(StringValue === undefined ? {} : { stringValue: StringValue }) },
      ]),
    ),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: process.env['AWS_REGION'] ?? '',
  };
}
