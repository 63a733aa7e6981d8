import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Envelope } from '../../functions/intake-message.ts';
import type { Desk } from './desk.ts';

/** The queue that a sending system writes to (§15.1). */
export type IntakeQueue = {
  readonly send: (messages: readonly Envelope[]) => Promise<void>;
  readonly close: () => void;
};

type QueuesPage = {
  readonly endpoint: string;
  readonly items: readonly { readonly name: string; readonly url: string }[];
};

const batchSize = 10;

export async function openIntakeQueue(desk: Desk, signal: AbortSignal): Promise<IntakeQueue> {
  const { endpoint, items } = await desk.local<QueuesPage>('GET', '/local/queues');
  const QueueUrl = items.find(({ name }) => name === 'intake')?.url;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint, region: process.env['AWS_REGION'] ?? 'eu-central-1', credentials });
  return {
    send: async (messages) => {
      for (let from = 0; from < messages.length; from += batchSize) {
        const Entries = messages
          .slice(from, from + batchSize)
          .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
        const sent = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }), { abortSignal: signal });
        if ((sent.Failed ?? []).length > 0) throw new Error(`the intake queue took not all: ${sent.Failed?.[0]?.Code}`);
      }
    },
    close: () => client.destroy(),
  };
}
