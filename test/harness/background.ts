import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../functions/store/table.ts';
import { workers, type Worker, type WorkerName } from '../../functions/workers.ts';
import { makeFeeder } from '../../local/feeder.ts';
import { pollOnce, type PolledQueue } from '../../local/poller.ts';
import type { DeadLetter, PublishedEvent } from '../../local/queue-views.ts';
import { startQueues, type LocalQueue } from '../../local/queues.ts';
import { undescribed } from './described-events.ts';

/** Queues and topic in this process, and what runs around the workers, one step at a time instead of in loops. */
export type Background = {
  /** Feeds the publisher and runs the queues' workers until nothing is left that can be done now. */
  readonly settle: () => Promise<void>;
  readonly queues: readonly LocalQueue[];
  readonly client: SQSClient;
  readonly deadLetters: () => readonly DeadLetter[];
  readonly publishedEvents: () => readonly PublishedEvent[];
  readonly stop: () => Promise<void>;
};

/** More rounds than any test needs: work that makes work for ever is a defect. */
const maxRounds = 1_000;

/** To be started before a function that sends is loaded: the store's clients read the environment then. */
export async function startBackground(
  tableName: string,
  invoke: (name: WorkerName, event: unknown) => Promise<unknown>,
): Promise<Background> {
  const started = await startQueues();
  Object.assign(process.env, started.environment);
  const client = new SQSClient({ endpoint: started.endpoint });
  const polled = (workers as readonly Worker[]).flatMap((worker): readonly PolledQueue[] => {
    const { trigger } = worker;
    const queue = trigger.kind === 'queue' ? started.queues.find(({ name }) => name === trigger.queue) : undefined;
    if (trigger.kind !== 'queue' || queue === undefined) return [];
    return [
      { client, queue, batchSize: trigger.batchSize, handle: (event) => invoke(worker.name as WorkerName, event) },
    ];
  });
  const feeder = makeFeeder({
    client: dynamo,
    tableName,
    publish: (event) => invoke('publish-changes', event),
  });
  return {
    settle: async () => {
      for (let round = 0; round < maxRounds; round += 1) {
        const { sent } = await feeder.feed();
        let received = 0;
        for (const queue of polled) received += await pollOnce(queue, 0);
        if (sent + received === 0) return;
      }
      throw new Error(`not settled after ${maxRounds} rounds`);
    },
    queues: started.queues,
    client,
    deadLetters: started.deadLetters,
    publishedEvents: started.publishedEvents,
    stop: async () => {
      const published = started.publishedEvents();
      client.destroy();
      await started.stop();
      // Whatever a test is about, what it had published is as the description of events says.
      const wrong = published.flatMap(
        ({ message }) => undescribed(JSON.parse(message) as { readonly type: string }) ?? [],
      );
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    },
  };
}
