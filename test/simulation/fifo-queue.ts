import type { SQSBatchResponse } from 'aws-lambda';
import type { WorkerName } from '../../functions/workers.ts';
import type { Harness } from '../harness/start-harness.ts';
import type { Scheduler } from './scheduler.ts';
import type { Sent } from './simulated-queues.ts';

export type FifoOptions = {
  readonly harness: Harness;
  readonly worker: WorkerName;
  readonly scheduler: () => Scheduler;
  /** How many messages the next batch holds at most. */
  readonly batchSize: () => number;
  /** When a batch that failed is tried again (epoch, ms), where turns are taken by time. */
  readonly againMs?: () => number;
  readonly onFailed?: (count: number) => void;
};

/** After so many deliveries a message is a dead letter (functions/workers.ts). */
const maxReceiveCount = 10;

/**
 * A FIFO queue with its worker: of a message group one batch is handled at a time, groups beside one another. What fails comes
 * again, before all that waits behind it.
 */
export function fifoQueue(options: FifoOptions): { readonly onSent: (message: Sent) => void } {
  const waiting = new Map<string, Sent[]>();
  const busy = new Set<string>();
  return {
    onSent: (message) => {
      const { group } = message;
      waiting.set(group, [...(waiting.get(group) ?? []), message]);
      let held: readonly Sent[] = [];
      options.scheduler().add({
        name: `${options.worker} ${JSON.stringify(message.body)}`,
        isReady: () => held.length > 0 || !busy.has(group),
        startsMs: () => (held.length > 0 ? options.againMs?.() : undefined),
        run: async (receiveCount) => {
          if (held.length === 0) {
            held = (waiting.get(group) ?? []).splice(0, options.batchSize());
            // Those before it took it with theirs.
            if (held.length === 0) return 'done';
            busy.add(group);
          }
          held = await handled(options, held, receiveCount);
          if (held.length > 0) return 'again';
          busy.delete(group);
          return 'done';
        },
      });
    },
  };
}

/** Delivers messages once; gives those that failed. */
export async function handled(
  { harness, worker, onFailed }: Pick<FifoOptions, 'harness' | 'worker' | 'onFailed'>,
  sent: readonly Sent[],
  receiveCount: number,
): Promise<readonly Sent[]> {
  if (receiveCount > maxReceiveCount) throw new Error(`${worker}: a message is a dead letter`);
  const messages = sent.map(({ body, id, group }) => ({ body, messageId: id, messageGroupId: group, receiveCount }));
  const answer = (await harness.work(worker, { messages })) as SQSBatchResponse;
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size > 0) onFailed?.(failed.size);
  return sent.filter(({ id }) => failed.has(id));
}
