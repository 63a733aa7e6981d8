import type { FauxqsServer } from 'fauxqs';
import { maxReceiveCount } from '../functions/workers.ts';

/** A message that no worker could handle, and why where its worker said so. */
export type DeadLetter = {
  readonly queue: string;
  readonly messageId: string;
  readonly sentAt: string;
  /** What its worker said, or that it was tried too often: then the log says why. */
  readonly cause: unknown;
  readonly body: string;
};

export type PublishedEvent = {
  readonly messageId: string;
  readonly publishedAt: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly message: string;
};

/** Dead letters of a queue, those included that somebody just looks at. */
export function deadLettersOf(server: FauxqsServer, name: string, deadLetterName: string): readonly DeadLetter[] {
  const { ready = [], inflight = [] } = server.inspectQueue(deadLetterName)?.messages ?? {};
  return [...ready, ...inflight.map((entry) => entry.message)].map((message) => ({
    queue: name,
    messageId: message.messageId,
    sentAt: new Date(message.sentTimestamp).toISOString(),
    cause: causeOf(message.messageAttributes),
    body: message.body,
  }));
}

function causeOf({ cause }: Attributes): unknown {
  const text = cause?.StringValue;
  if (text === undefined) return { code: 'tried-too-often', tries: maxReceiveCount };
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export function publishedEventsOf(server: FauxqsServer): readonly PublishedEvent[] {
  return server.spy.getAllMessages().flatMap((message) =>
    message.service !== 'sns'
      ? []
      : [
          {
            messageId: message.messageId,
            publishedAt: new Date(message.timestamp).toISOString(),
            attributes: plain(message.messageAttributes),
            message: message.body,
          },
        ],
  );
}

type Attributes = Readonly<Record<string, { readonly StringValue?: string; readonly BinaryValue?: string }>>;

function plain(attributes: Attributes): Readonly<Record<string, string>> {
  const entries = Object.entries(attributes);
  return Object.fromEntries(entries.map(([name, value]) => [name, value.StringValue ?? value.BinaryValue ?? '']));
}
