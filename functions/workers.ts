/**
 * How often a message is tried before it goes to the dead letters: with the pauses between tries, an outage of five minutes
 * sends nothing there.
 */
export const maxReceiveCount = 10;

/** How often a change is tried to be published before it is set aside. */
export const maxStreamTries = 5;

/** Queues, each with a dead-letter queue of its own. `fifo` ones keep the order of a customer's messages. */
export const queues = {
  /** Outside senders write here; the router validates and forwards. A standard queue: it keeps no order. */
  intake: { fifo: false, visibilitySeconds: 180, maxMessageBytes: 256 * 1024 },
  /** One message group per customer (or credit group): from here on their messages keep their order. */
  orders: { fifo: true, visibilitySeconds: 180 },
  /** Customers whose holds a change may have freed. */
  evaluation: { fifo: true, visibilitySeconds: 180 },
  /** One message group per job. */
  jobs: { fifo: true, visibilitySeconds: 180 },
  /** Releases whose delay runs: a standard queue, since only that delays messages one by one. */
  releases: { fifo: false, visibilitySeconds: 180 },
  /** What was approved and is to be done by itself: one message group per request. */
  approvals: { fifo: true, visibilitySeconds: 180 },
} as const satisfies Readonly<Record<string, Queue>>;

export type Queue = {
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  /** The queue itself refuses more (§16); a megabyte where it is absent. */
  readonly maxMessageBytes?: number;
};
export type QueueName = keyof typeof queues;

/**
 * A function that no HTTP request starts. Queue functions read `QUEUE_URL_<NAME>` (upper case) of the queues in `sendsTo`
 * and of their dead-letter queue (`QUEUE_URL_<NAME>_DEAD`), the publisher reads `TOPIC_ARN`.
 */
export type Worker = {
  readonly name: string;
  readonly summary: string;
  readonly trigger:
    | { readonly kind: 'queue'; readonly queue: QueueName; readonly batchSize: number }
    | { readonly kind: 'stream' }
    | { readonly kind: 'schedule'; readonly everyMinutes: number };
  readonly table: 'read' | 'read-write' | 'none';
  readonly sendsTo: readonly QueueName[];
  readonly publishes: boolean;
};

export const workers = [
  {
    name: 'route-intake',
    summary: 'Validates what outside senders put into the intake queue and forwards it to the queue of its customer.',
    trigger: { kind: 'queue', queue: 'intake', batchSize: 10 },
    table: 'read',
    sendsTo: ['orders'],
    publishes: false,
  },
  {
    name: 'process-intake',
    summary: 'Carries out forwarded messages, those of one customer in the order in which they were forwarded.',
    trigger: { kind: 'queue', queue: 'orders', batchSize: 10 },
    table: 'read-write',
    sendsTo: [],
    publishes: false,
  },
  {
    name: 'evaluate-holds',
    summary:
      'Evaluates for release the open holds of a customer, or finds the customers of a legal entity that have any.',
    trigger: { kind: 'queue', queue: 'evaluation', batchSize: 10 },
    table: 'read-write',
    sendsTo: ['evaluation'],
    publishes: false,
  },
  {
    name: 'run-jobs',
    summary: 'Works on a job until it has ended or its time is up, and then asks for more.',
    trigger: { kind: 'queue', queue: 'jobs', batchSize: 1 },
    table: 'read-write',
    sendsTo: ['jobs'],
    publishes: false,
  },
  {
    name: 'finish-releases',
    summary: 'Carries out releases whose delay has ended, unless they were withdrawn.',
    trigger: { kind: 'queue', queue: 'releases', batchSize: 10 },
    table: 'read-write',
    sendsTo: ['releases'],
    publishes: false,
  },
  {
    name: 'carry-out-approvals',
    summary: 'Does what was approved and is to be done by itself.',
    trigger: { kind: 'queue', queue: 'approvals', batchSize: 10 },
    table: 'read-write',
    sendsTo: [],
    publishes: false,
  },
  {
    name: 'publish-changes',
    summary: 'Sends events to the topic and evaluation messages to their queue, from the stream of the table.',
    trigger: { kind: 'stream' },
    table: 'read',
    sendsTo: ['evaluation', 'jobs', 'releases', 'approvals'],
    publishes: true,
  },
  {
    name: 'tick',
    summary:
      'Starts what the data say is due: the daily evaluation, monthly statistics and risk scores of each legal entity, not before 04:00 local, what its people have scheduled, and second looks after changes.',
    trigger: { kind: 'schedule', everyMinutes: 5 },
    table: 'read-write',
    sendsTo: ['evaluation'],
    publishes: false,
  },
] as const satisfies readonly Worker[];

export type WorkerName = (typeof workers)[number]['name'];
