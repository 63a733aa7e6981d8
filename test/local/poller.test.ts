import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pollOnce, type PolledQueue } from '../../local/poller.ts';
import { maxReceiveCount } from '../../functions/workers.ts';
import { startQueues, type LocalQueues } from '../../local/queues.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();

let queues: LocalQueues;
let client: SQSClient;

beforeAll(async () => {
  // Visible again at once, so that no test has to wait for a message to come back.
  queues = await startQueues({
    queues: {
      partial: { fifo: false, visibilitySeconds: 0 },
      throwing: { fifo: false, visibilitySeconds: 0 },
      stray: { fifo: false, visibilitySeconds: 0 },
      ordered: { fifo: true, visibilitySeconds: 0 },
      slow: { fifo: false, visibilitySeconds: 180 },
    },
  });
  client = new SQSClient({ endpoint: queues.endpoint });
});
afterAll(async () => {
  client.destroy();
  await queues.stop();
});

type Handle = (bodies: readonly string[], event: SQSEvent) => unknown;

function polled(name: string, handle: Handle, at = { queues, client }): PolledQueue {
  const queue = at.queues.queues.find((one) => one.name === name);
  if (queue === undefined) throw new Error(name);
  return {
    client: at.client,
    queue,
    batchSize: 10,
    handle: async (event) =>
      handle(
        event.Records.map(({ body }) => body),
        event,
      ),
  };
}

async function send({ client: to, queue }: PolledQueue, MessageBody: string, group?: string): Promise<void> {
  const fifo = group === undefined ? {} : { MessageGroupId: group, MessageDeduplicationId: MessageBody };
  await to.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody, ...fifo }));
}

function failing(event: SQSEvent, bodies: readonly string[]): unknown {
  const failed = event.Records.filter(({ body }) => bodies.includes(body));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

it('deletes what was handled, and hands what failed again until it is a dead letter', async () => {
  const seen: (readonly string[])[] = [];
  const queue = polled('partial', (bodies, event) => {
    seen.push(bodies);
    return failing(event, ['bad']);
  });
  await send(queue, 'good');
  await send(queue, 'bad');
  while ((await pollOnce(queue, 0)) > 0);
  expect(seen).toEqual([['good', 'bad'], ...Array.from({ length: maxReceiveCount - 1 }, () => ['bad'])]);
  expect(queue.queue.depth()).toBe(0);
  expect(queues.deadLetters().filter((letter) => letter.queue === 'partial')).toMatchObject([
    { body: 'bad', cause: { code: 'tried-too-often', tries: maxReceiveCount } },
  ]);
});

it('counts a batch whose worker throws as failed', async () => {
  const queue = polled('throwing', () => {
    throw new Error('the worker is broken');
  });
  await send(queue, 'a');
  expect(await pollOnce(queue, 0)).toBe(1);
  expect(queue.queue.depth()).toBe(1);
});

it('counts a batch as failed whose worker names a message it was not given', async () => {
  const queue = polled('stray', () => ({ batchItemFailures: [{ itemIdentifier: 'another' }] }));
  await send(queue, 'a');
  await pollOnce(queue, 0);
  expect(queue.queue.depth()).toBe(1);
});

it('stops a FIFO group at its first failure, and no other group', async () => {
  const seen: string[] = [];
  let isMended = false;
  const queue = polled('ordered', (bodies, event) => {
    seen.push(...bodies);
    return failing(event, isMended ? [] : ['a1']);
  });
  await send(queue, 'a1', 'a');
  await send(queue, 'a2', 'a');
  await send(queue, 'b1', 'b');
  await pollOnce(queue, 0);
  expect(seen.toSorted()).toEqual(['a1', 'b1']);
  isMended = true;
  while ((await pollOnce(queue, 0)) > 0);
  expect(seen.slice(2)).toEqual(['a1', 'a2']);
});

it.each([true, false])('gives back in order what an earlier process was still handling (fifo: %s)', async (fifo) => {
  const options = { folder: newFolder(), queues: { slow: { fifo, visibilitySeconds: 180 } } };
  const first = await opened(options);
  const before = polled('slow', () => undefined, first);
  for (const body of ['1', '2', '3']) await send(before, body, fifo ? 'group' : undefined);
  const { Messages } = await first.client.send(new ReceiveMessageCommand({ QueueUrl: before.queue.url }));
  expect(Messages).toMatchObject([{ Body: '1' }]);
  await first.stop();

  const seen: string[] = [];
  const second = await opened(options);
  const after = polled('slow', (bodies) => void seen.push(...bodies), second);
  while ((await pollOnce(after, 0)) > 0);
  await second.stop();
  expect(seen).toEqual(['1', '2', '3']);
});

async function opened(options: Parameters<typeof startQueues>[0]) {
  const started = await startQueues(options);
  const at = new SQSClient({ endpoint: started.endpoint });
  const stop = async (): Promise<void> => {
    at.destroy();
    await started.stop();
  };
  return { queues: started, client: at, stop };
}

it('shows messages that a worker put aside, with the cause it gave', async () => {
  const { QUEUE_URL_SLOW_DEAD: QueueUrl } = queues.environment;
  const cause = { DataType: 'String', StringValue: '{"code":"invalid-request"}' };
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: '{}', MessageAttributes: { cause } }));
  expect(queues.deadLetters().filter(({ queue }) => queue === 'slow')).toMatchObject([
    { body: '{}', cause: { code: 'invalid-request' } },
  ]);
});

it('keeps queued work on disk', async () => {
  const folder = newFolder();
  const first = await startQueues({ folder });
  const { QUEUE_URL_EVALUATION, QUEUE_URL_INTAKE_DEAD } = first.environment;
  const sender = new SQSClient({ endpoint: first.endpoint });
  const fifo = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
  await sender.send(new SendMessageCommand({ QueueUrl: QUEUE_URL_EVALUATION, MessageBody: 'evaluate', ...fifo }));
  await sender.send(new SendMessageCommand({ QueueUrl: QUEUE_URL_INTAKE_DEAD, MessageBody: 'dead' }));
  sender.destroy();
  await first.stop();

  const second = await startQueues({ folder });
  expect(second.queues.map(({ name, depth }) => [name, depth()])).toContainEqual(['evaluation', 1]);
  expect(second.deadLetters()).toMatchObject([{ queue: 'intake', body: 'dead' }]);
  await second.stop();
});
