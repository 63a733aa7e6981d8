import type { DynamoDBRecord, DynamoDBStreamEvent, ScheduledEvent, SQSEvent, SQSRecord } from 'aws-lambda';
import { scheduledEvent } from '../../local/ticker.ts';
import { queues, workers, type WorkerName } from '../../functions/workers.ts';

export type QueueMessage = {
  readonly body: unknown;
  readonly messageId?: string;
  readonly messageGroupId?: string;
  /** How often it was received, this time included. */
  readonly receiveCount?: number;
};

export type WorkerInput = {
  /** For a worker behind a queue; an object is sent as JSON, text as it is. */
  readonly messages?: readonly QueueMessage[];
  /** For the publisher: stream records. */
  readonly records?: readonly DynamoDBRecord[];
};

export function workerEvent(name: WorkerName, input: WorkerInput): SQSEvent | DynamoDBStreamEvent | ScheduledEvent {
  const worker = workers.find((one) => one.name === name);
  if (worker === undefined) throw new Error(`there is no worker ${name}`);
  if (worker.trigger.kind === 'stream') return { Records: [...(input.records ?? [])] };
  if (worker.trigger.kind === 'schedule') return scheduledEvent(new Date());
  const { queue } = worker.trigger;
  const arn = `arn:aws:sqs:eu-central-1:000000000000:${queue}${queues[queue].fifo ? '.fifo' : ''}`;
  return { Records: (input.messages ?? []).map((message, index) => queueRecord(message, index, arn)) };
}

function queueRecord(message: QueueMessage, index: number, arn: string): SQSRecord {
  const messageId = message.messageId ?? `message-${index + 1}`;
  return {
    messageId,
    receiptHandle: `receipt-${messageId}`,
    body: typeof message.body === 'string' ? message.body : JSON.stringify(message.body),
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount ?? 1),
      SentTimestamp: '1781517600000',
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: '1781517600000',
      ...(message.messageGroupId === undefined ? {} : { MessageGroupId: message.messageGroupId }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: 'eu-central-1',
  };
}
