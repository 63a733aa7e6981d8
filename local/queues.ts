import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { onLoopback } from './on-loopback.ts';
import { releaseAbandoned } from './release-abandoned.ts';
import { deadLettersOf, publishedEventsOf, type DeadLetter, type PublishedEvent } from './queue-views.ts';
import { maxReceiveCount, queues as declared, type Queue } from '../functions/workers.ts';

export type LocalQueue = {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly deadLetterName: string;
  /** How many messages are neither handled nor dead. */
  readonly depth: () => number;
};

export type LocalQueues = {
  readonly endpoint: string;
  readonly queues: readonly LocalQueue[];
  /** What functions read (functions/workers.ts). */
  readonly environment: Readonly<Record<string, string>>;
  readonly deadLetters: () => readonly DeadLetter[];
  /** The last ones, since the start. */
  readonly publishedEvents: () => readonly PublishedEvent[];
  readonly stop: () => Promise<void>;
};

const topic = 'events';
const keptEvents = 500;

/**
 * SQS and SNS in this process, on a free port of 127.0.0.1. With a folder, every message is on disk before its sender is
 * answered, so that queued work survives a restart.
 */
export async function startQueues(
  options: { readonly folder?: string; readonly queues?: Readonly<Record<string, Queue>> } = {},
): Promise<LocalQueues> {
  const region = process.env['AWS_REGION'] ?? 'eu-central-1';
  if (options.folder !== undefined) releaseAbandoned(options.folder);
  const server = await onLoopback(() =>
    startFauxqs({
      port: 0,
      host: '127.0.0.1',
      logger: false,
      defaultRegion: region,
      messageSpies: { bufferSize: keptEvents },
      ...(options.folder === undefined ? {} : { dataDir: options.folder }),
    }),
  );
  const endpoint = `http://127.0.0.1:${server.port}`;
  const local = Object.entries<Queue>(options.queues ?? declared).map(([name, queue]) =>
    openQueue(server, endpoint, name, queue),
  );
  const { topicArn } = server.createTopic(topic);
  return {
    endpoint,
    queues: local,
    environment: {
      SQS_ENDPOINT: endpoint,
      SNS_ENDPOINT: endpoint,
      TOPIC_ARN: topicArn,
      ...Object.fromEntries(local.flatMap((queue) => urlsOf(queue, endpoint))),
    },
    deadLetters: () => local.flatMap(({ name, deadLetterName }) => deadLettersOf(server, name, deadLetterName)),
    publishedEvents: () => publishedEventsOf(server),
    stop: () => server.stop(),
  };
}

function openQueue(server: FauxqsServer, endpoint: string, name: string, queue: Queue): LocalQueue {
  const suffix = queue.fifo ? '.fifo' : '';
  const fifo: Record<string, string> = queue.fifo ? { FifoQueue: 'true' } : {};
  const deadLetterName = `${name}-dead${suffix}`;
  const dead = createUnlessThere(server, deadLetterName, { ...fifo, MessageRetentionPeriod: '1209600' });
  const { arn } = createUnlessThere(server, `${name}${suffix}`, {
    ...fifo,
    VisibilityTimeout: String(queue.visibilitySeconds),
    ...(queue.maxMessageBytes === undefined ? {} : { MaximumMessageSize: String(queue.maxMessageBytes) }),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: String(maxReceiveCount) }),
  });
  const messages = () => server.inspectQueue(`${name}${suffix}`)?.messages ?? { ready: [], delayed: [], inflight: [] };
  return {
    name,
    url: urlOf(endpoint, `${name}${suffix}`),
    arn,
    deadLetterName,
    depth: () => messages().ready.length + messages().delayed.length + messages().inflight.length,
  };
}

/** Creating a queue anew would empty it. */
function createUnlessThere(
  server: FauxqsServer,
  name: string,
  attributes: Record<string, string>,
): { readonly arn: string } {
  return server.inspectQueue(name) ?? { arn: server.createQueue(name, { attributes }).queueArn };
}

function urlsOf(queue: LocalQueue, endpoint: string): readonly (readonly [string, string])[] {
  const variable = `QUEUE_URL_${queue.name.toUpperCase()}`;
  return [
    [variable, queue.url],
    [`${variable}_DEAD`, urlOf(endpoint, queue.deadLetterName)],
  ];
}

function urlOf(endpoint: string, queueName: string): string {
  return `${endpoint}/000000000000/${queueName}`;
}
