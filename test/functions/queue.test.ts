import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { refuse } from '../../domain/refusal.ts';
import { InvalidRequest } from '../../functions/problem.ts';
import type { Carrier, queue as queueOf } from '../../functions/queue.ts';
import type { deliverAgainSoon as deliverAgainSoonOf } from '../../functions/store/queues.ts';
import { maxReceiveCount } from '../../functions/workers.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { workerEvent } from '../harness/worker-event.ts';

let server: FauxqsServer;
let client: SQSClient;
let queue: typeof queueOf;
let deliverAgainSoon: typeof deliverAgainSoonOf;
let endpoint: string;

beforeAll(async () => {
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  endpoint = `http://127.0.0.1:${server.port}`;
  process.env['SQS_ENDPOINT'] = endpoint;
  client = new SQSClient({ endpoint });
  // The store's client reads its endpoint when it is loaded.
  ({ queue } = await import('../../functions/queue.ts'));
  ({ deliverAgainSoon } = await import('../../functions/store/queues.ts'));
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});

let names = 0;
let name: string;
beforeEach(() => {
  names += 1;
  name = `orders-${names}.fifo`;
  for (const created of [name, `dead-${name}`]) {
    server.createQueue(created, { attributes: { FifoQueue: 'true', VisibilityTimeout: '180' } });
  }
  process.env['QUEUE_URL_ORDERS'] = urlOf(name);
  process.env['QUEUE_URL_ORDERS_DEAD'] = urlOf(`dead-${name}`);
});

function urlOf(of: string): string {
  return `${endpoint}/000000000000/${of}`;
}

async function send(...messages: readonly (readonly [body: string, group: string])[]): Promise<void> {
  for (const [body, MessageGroupId] of messages) {
    const MessageBody = JSON.stringify(body);
    const ids = { MessageGroupId, MessageDeduplicationId: body };
    await client.send(new SendMessageCommand({ QueueUrl: urlOf(name), MessageBody, ...ids }));
  }
}

/** Receives what is there, hands it to the pipeline, and gives what it answered that failed. */
async function deliver(
  carryOut: (carrier: Carrier) => Promise<void>,
  receiveCount?: number,
): Promise<readonly string[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: urlOf(name),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  const Records = Messages.map((message) => ({
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ...message.Attributes,
      ...(receiveCount === undefined ? {} : { ApproximateReceiveCount: String(receiveCount) }),
    },
  })) as unknown as SQSEvent['Records'];
  const answer = await queue('orders', carryOut)({ Records }, lambdaContext('queue', 'request'));
  return bodiesOf(answer, Records);
}

function bodiesOf({ batchItemFailures }: SQSBatchResponse, Records: SQSEvent['Records']): readonly string[] {
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return Records.filter(({ messageId }) => failed.includes(messageId)).map(({ body }) => JSON.parse(body) as string);
}

/** For how long, in whole seconds, each message that was received stays hidden. */
function hiddenSeconds(): Readonly<Record<string, number>> {
  const inflight = server.inspectQueue(name)?.messages.inflight ?? [];
  return Object.fromEntries(
    inflight.map((entry) => [
      JSON.parse(entry.message.body) as string,
      Math.round((entry.visibilityDeadline - Date.now()) / 1_000),
    ]),
  );
}

function failingOn(...bodies: readonly string[]): (carrier: Carrier) => Promise<void> {
  return async ({ body }) => {
    if (bodies.includes(body as string)) throw new Error('for now');
  };
}

/** As Lambda hands them over: several of one group at once, which the local queue never does. */
function batchOf(messages: readonly (readonly [body: string, group: string])[], receiveCount = 1): SQSEvent {
  return workerEvent('process-intake', {
    messages: messages.map(([body, messageGroupId]) => ({ body: JSON.stringify(body), messageGroupId, receiveCount })),
  }) as SQSEvent;
}

it('shortens the visibility of what failed for now, not of what was carried out', async () => {
  await send(['a1', 'a'], ['b1', 'b'], ['c1', 'c']);
  expect(await deliver(failingOn('a1', 'c1'))).toEqual(['a1', 'c1']);
  expect(hiddenSeconds()).toEqual({ a1: 2, b1: 180, c1: 2 });
});

it('stops a group at its first failure, and fails what waits behind it', async () => {
  const event = batchOf([
    ['a1', 'a'],
    ['a2', 'a'],
    ['b1', 'b'],
  ]);
  const answer = await queue('orders', failingOn('a1'))(event, lambdaContext('queue', 'request'));
  expect(bodiesOf(answer, event.Records)).toEqual(['a1', 'a2']);
});

it.each([
  [1, 2],
  [2, 4],
  [5, 32],
  [6, 60],
  [maxReceiveCount - 1, 60],
])('after %i tries it pauses for %i seconds', async (receiveCount, seconds) => {
  await send(['a1', 'a']);
  await deliver(failingOn('a1'), receiveCount);
  expect(hiddenSeconds()).toEqual({ a1: seconds });
});

it('puts what failed at its last try aside, so that what waits behind it is tried', async () => {
  const seen: unknown[] = [];
  const event = batchOf(
    [
      ['a1', 'a'],
      ['a2', 'a'],
    ],
    maxReceiveCount,
  );
  const answer = await queue('orders', async (carrier) => {
    seen.push(carrier.body);
    await failingOn('a1')(carrier);
  })(event, lambdaContext('queue', 'request'));
  expect({ seen, failed: answer.batchItemFailures }).toEqual({ seen: ['a1', 'a2'], failed: [] });
  const dead = server.inspectQueue(`dead-${name}`)?.messages.ready ?? [];
  expect(dead.map((message) => message.body)).toEqual(['"a1"']);
});

it('puts aside at once what can never be carried out', async () => {
  await send(['a1', 'a'], ['a2', 'a']);
  expect(
    await deliver(async ({ body }) => {
      if (body === 'a1') throw refuse('not-found', { kind: 'order' });
    }),
  ).toEqual([]);
  expect(server.inspectQueue(`dead-${name}`)?.messages.ready).toHaveLength(1);
});

it('writes the cause in ASCII, whatever it names: SQS refuses some characters', async () => {
  const customer = '\ufffe\u{1f600}é';
  await send(['a1', 'a']);
  await deliver(async () => {
    throw refuse('customer-differs', { customer });
  });
  const [letter] = server.inspectQueue(`dead-${name}`)?.messages.ready ?? [];
  const cause = letter?.messageAttributes['cause']?.StringValue ?? '';
  expect(cause).toMatch(/^[\x20-\x7e]+$/);
  expect(JSON.parse(cause)).toMatchObject({ customer });
});

it('shortens a cause of more errors than fit beside the message', async () => {
  const errors = Array.from({ length: 30_000 }, (_, index) => ({ pointer: `/${index}`, code: 'wrong', detail: 'é' }));
  await send(['a1', 'a']);
  const refusing = async (): Promise<never> => {
    throw new InvalidRequest(errors);
  };
  expect(await deliver(refusing)).toEqual([]);
  const [letter] = server.inspectQueue(`dead-${name}`)?.messages.ready ?? [];
  const text = letter?.messageAttributes['cause']?.StringValue ?? '';
  const cause = JSON.parse(text) as { readonly errors: readonly object[]; readonly errorsLeftOut: number };
  expect(text.length).toBeLessThanOrEqual(64 * 1024);
  expect(cause.errors.length).toBeGreaterThan(1_000);
  expect(cause.errors).toEqual(errors.slice(0, cause.errors.length));
  expect(cause.errorsLeftOut).toBe(errors.length - cause.errors.length);
});

it('fails what failed even where its visibility cannot be changed', async () => {
  const answer = await queue('orders', failingOn('a1'))(batchOf([['a1', 'a']]), lambdaContext('queue', 'request'));
  expect(answer.batchItemFailures).toHaveLength(1);
  await expect(deliverAgainSoon('orders', [{ receiptHandle: 'of no message', receiveCount: 1 }])).rejects.toThrow(
    'orders',
  );
});

it('carries out a batch of a standard queue one after another', async () => {
  const log: string[] = [];
  const messages = ['a', 'b', 'c'].map((body) => ({ body: JSON.stringify(body) }));
  await queue('intake', async ({ body }) => {
    log.push(`begin ${String(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
    log.push(`end ${String(body)}`);
  })(workerEvent('route-intake', { messages }) as SQSEvent, lambdaContext('queue', 'request'));
  expect(log).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin c', 'end c']);
});
