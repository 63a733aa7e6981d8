import type { DynamoDBBatchResponse } from 'aws-lambda';
import { maxStreamTries, type WorkerName } from '../../functions/workers.ts';
import { streamRecord } from '../../local/stream-record.ts';
import type { Harness } from '../harness/start-harness.ts';
import { fifoQueue, handled, type FifoOptions } from './fifo-queue.ts';
import { between } from './random.ts';
import type { Sent } from './simulated-queues.ts';
import type { Change, Stored } from './store/memory-table.ts';
import type { Begun } from './world.ts';

/** The stream of the table and the queues of evaluations, approvals, jobs and releases, with what runs behind them: at least once, in batches of any size. */
export type EventSources = {
  readonly onCommit: (changes: readonly Change[]) => void;
  readonly onSent: (queue: string, message: Sent) => void;
};

/** How often something is delivered although it was before. */
const repeatedShare = 0.1;
const earlyShare = 0.2;
const mostAtOnce = 3;
/** A message of the same id is taken as the same for so long. */
const deduplicationMs = 5 * 60_000;

export function eventSources(harness: Harness, begun: () => Begun, now: () => number): EventSources {
  const news: Stored[] = [];
  const taken = new Map<string, number>();
  const batchSize = (): number => between(begun().random, 1, mostAtOnce);
  const scheduler = () => begun().scheduler;
  const behind: Readonly<Record<string, { readonly worker: WorkerName; readonly onSent: (message: Sent) => void }>> = {
    evaluation: queueOf({ harness, worker: 'evaluate-holds', scheduler, batchSize }),
    approvals: queueOf({ harness, worker: 'carry-out-approvals', scheduler, batchSize }),
    jobs: queueOf({ harness, worker: 'run-jobs', scheduler, batchSize: () => 1 }),
  };

  return {
    onCommit: (changes) => {
      for (const { before, after } of changes) {
        if (before !== undefined || after === undefined || !isNews(after)) continue;
        news.push(after);
        publish(harness, begun(), () => news.splice(0, batchSize()));
        // It comes again, and with it what came since.
        if (begun().random() < repeatedShare)
          publish(harness, begun(), () => [after, ...news.splice(0, batchSize() - 1)]);
      }
    },
    onSent: (queue, message) => {
      if (queue === 'releases') return deliverLater(harness, begun(), message, now());
      const taker = behind[queue];
      if (taker === undefined) throw new Error(`nothing takes messages of the ${queue} queue here`);
      const { worker } = taker;
      const takenAt = taken.get(message.id);
      if (takenAt !== undefined && now() - takenAt < deduplicationMs) return;
      taken.set(message.id, now());
      taker.onSent(message);
      if (begun().random() >= repeatedShare) return;
      // Its visibility ends while it is handled.
      scheduler().add({
        name: `${worker} ${JSON.stringify(message.body)} again`,
        run: async (receiveCount) => {
          const failed = await handled({ harness, worker }, [message], receiveCount);
          return failed.length > 0 ? 'again' : 'done';
        },
      });
    },
  };
}

/** A standard queue delivers when the delay of a message has ended; now and then early, and now and then twice. */
function deliverLater(harness: Harness, { scheduler, random }: Begun, message: Sent, now: number): void {
  const { delaySeconds = 0 } = message;
  const dueMs = random() < earlyShare ? undefined : now + delaySeconds * 1_000;
  const deliveries = random() < repeatedShare ? 2 : 1;
  for (let delivery = 1; delivery <= deliveries; delivery += 1) {
    scheduler.add({
      name: `finish-releases ${JSON.stringify(message.body)}`,
      startsMs: () => dueMs,
      run: async (receiveCount) => {
        const failed = await handled({ harness, worker: 'finish-releases' }, [{ ...message, id: '1' }], receiveCount);
        return failed.length > 0 ? 'again' : 'done';
      },
    });
  }
}

function queueOf(options: FifoOptions) {
  return { worker: options.worker, ...fifoQueue(options) };
}

/** What the stream's filter lets through (infra/triggers.ts). */
function isNews({ raw }: Stored): boolean {
  return ['decision', 'event'].includes(raw['kind']?.S ?? '');
}

/** A batch of what is new when it begins; from the first that fails on, it comes again. */
function publish(harness: Harness, { scheduler }: Begun, take: () => readonly Stored[]): void {
  let batch: readonly Stored[] | undefined;
  scheduler.add({
    name: 'publish-changes',
    run: async (tries) => {
      batch ??= take();
      if (batch.length === 0) return 'done';
      if (tries > maxStreamTries) throw new Error('a change is set aside');
      const records = batch.map(({ raw }, index) => streamRecord(raw, String(index)));
      const answer = (await harness.work('publish-changes', { records })) as DynamoDBBatchResponse;
      const [failed] = answer.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
      if (failed === undefined) return 'done';
      batch = batch.slice(failed);
      return 'again';
    },
  });
}
