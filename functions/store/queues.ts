import {
  ChangeMessageVisibilityBatchCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { asciiJson } from './ascii-json.ts';
import { createHash } from 'node:crypto';
import { queues, type QueueName } from '../workers.ts';
import { clientOptions } from './client-options.ts';
import { requiredEnvironment } from './required-environment.ts';

const sqs = new SQSClient({
  ...(process.env['SQS_ENDPOINT'] === undefined ? {} : { endpoint: process.env['SQS_ENDPOINT'] }),
  ...clientOptions,
});

export type Message = {
  readonly body: unknown;
  /** FIFO: messages of one group are handled in order; the same id within five minutes is one message. */
  readonly group: string;
  readonly id: string;
  /** Of a standard queue: delivered no sooner. */
  readonly delaySeconds?: number;
};

const batchSize = 10;

/** Sends messages; throws where any was not taken, so that the caller's own message is delivered again. */
export async function send(queue: QueueName, messages: readonly Message[]): Promise<void> {
  for (let from = 0; from < messages.length; from += batchSize) {
    const Entries = messages.slice(from, from + batchSize).map((message, index) => ({
      Id: String(index),
      MessageBody: asciiJson(message.body),
      ...(queues[queue].fifo
        ? { MessageGroupId: fifoText(message.group), MessageDeduplicationId: fifoText(message.id) }
        : { DelaySeconds: message.delaySeconds }),
    }));
    const { Failed } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl(queue), Entries }));
    if (Failed !== undefined && Failed.length > 0) throw new Error(`queue ${queue} took not all: ${Failed[0]?.Code}`);
  }
}

/** Puts a message that can never be carried out where people look for such, with the cause (§16). */
export async function sendToDeadLetters(queue: QueueName, body: string, cause: Cause): Promise<void> {
  const id = createHash('sha256').update(body).digest('hex');
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl(queue, '_DEAD'),
      MessageBody: body,
      MessageAttributes: { cause: { DataType: 'String', StringValue: causeText(cause) } },
      ...(queues[queue].fifo ? { MessageGroupId: 'dead', MessageDeduplicationId: id } : {}),
    }),
  );
}

/** The type of a problem, with its facts. */
type Cause = Readonly<Record<string, unknown>>;

/** In bytes; what is sent with a message counts for how large it may be. */
const longestCause = 64 * 1024;

/** What does not fit of thousands of errors is counted instead. */
function causeText(cause: Cause): string {
  const whole = asciiJson(cause);
  if (whole.length <= longestCause) return whole;
  const { errors, ...problem } = cause;
  const all: readonly unknown[] = Array.isArray(errors) ? errors : [];
  let length = asciiJson({ ...problem, errors: [], errorsLeftOut: all.length }).length;
  const tooMany = all.findIndex((error) => (length += asciiJson(error).length + 1) > longestCause);
  return asciiJson({ ...problem, errors: all.slice(0, tooMany), errorsLeftOut: all.length - tooMany });
}

/** A message that was received and not carried out. */
export type Received = { readonly receiptHandle: string; readonly receiveCount: number };

const longestBackOffSeconds = 60;

/**
 * Has messages delivered again after a pause that doubles with each try, instead of when their visibility ends: in FIFO
 * their groups stand still for that long.
 */
export async function deliverAgainSoon(queue: QueueName, messages: readonly Received[]): Promise<void> {
  const Entries = messages.map(({ receiptHandle, receiveCount }, index) => ({
    Id: String(index),
    ReceiptHandle: receiptHandle,
    VisibilityTimeout: Math.min(longestBackOffSeconds, 2 ** receiveCount),
  }));
  const { Failed } = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl(queue), Entries }));
  if (Failed !== undefined && Failed.length > 0) throw new Error(`queue ${queue} hid not all: ${Failed[0]?.Code}`);
}

/** Ids hold any characters; SQS takes 128 of ASCII. */
function fifoText(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function queueUrl(queue: QueueName, suffix = ''): string {
  return requiredEnvironment(`QUEUE_URL_${queue.toUpperCase()}${suffix}`);
}
