import { SNSClient, type PublishCommandInput } from '@aws-sdk/client-sns';
import { SQSClient, type SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { called } from './calls.ts';
import type { CallKind, Fault } from './faults.ts';
import { currentAttempt } from './scheduler.ts';
import { unanswered } from './store/errors.ts';

export type Sent = {
  readonly body: unknown;
  readonly group: string;
  readonly id: string;
  readonly delaySeconds?: number | undefined;
};

export type QueueSimulation = {
  readonly fault: (kind: CallKind) => Fault;
  readonly onSent: (queue: string, message: Sent) => void;
  readonly onDead: (queue: string, body: string) => void;
  readonly onPublished: (event: unknown) => void;
};

/** What the functions read (functions/workers.ts). */
const environment = {
  QUEUE_URL_INTAKE: 'intake',
  QUEUE_URL_INTAKE_DEAD: 'intake-dead',
  QUEUE_URL_ORDERS: 'orders',
  QUEUE_URL_ORDERS_DEAD: 'orders-dead',
  QUEUE_URL_EVALUATION: 'evaluation',
  QUEUE_URL_EVALUATION_DEAD: 'evaluation-dead',
  QUEUE_URL_RELEASES: 'releases',
  QUEUE_URL_RELEASES_DEAD: 'releases-dead',
  QUEUE_URL_JOBS: 'jobs',
  QUEUE_URL_JOBS_DEAD: 'jobs-dead',
  QUEUE_URL_APPROVALS: 'approvals',
  QUEUE_URL_APPROVALS_DEAD: 'approvals-dead',
  TOPIC_ARN: 'events',
};

type Command = { readonly input: unknown; readonly constructor: { readonly name: string } };

/** Takes what is sent to queues and topic. What no attempt sends is taken by nobody: it belongs to the setting of the stage. */
export function simulateQueues(simulation: () => QueueSimulation): void {
  Object.assign(process.env, environment);
  const send = async (command: Command): Promise<unknown> => {
    const attempt = currentAttempt();
    if (attempt === undefined) return {};
    const { name } = command.constructor;
    const arrive = () => {
      let isTaken = false;
      return {
        carryOut: async () => {
          if (!isTaken) take(command, simulation());
          isTaken = true;
        },
        answer: () => ({}),
      };
    };
    return called(attempt, simulation().fault, { kind: 'send', name, arrive, errorOf: unanswered });
  };
  SQSClient.prototype.send = send as never;
  SNSClient.prototype.send = send as never;
}

function take({ input, constructor: { name } }: Command, { onSent, onDead, onPublished }: QueueSimulation): void {
  switch (name) {
    case 'SendMessageBatchCommand': {
      const { QueueUrl = '', Entries = [] } = input as SendMessageBatchCommandInput;
      for (const {
        MessageBody = '',
        MessageGroupId: group = '',
        MessageDeduplicationId: id = '',
        DelaySeconds,
      } of Entries)
        onSent(QueueUrl, { body: JSON.parse(MessageBody), group, id, delaySeconds: DelaySeconds });
      return;
    }
    case 'SendMessageCommand': {
      const { QueueUrl = '', MessageBody = '' } = input as {
        readonly QueueUrl?: string;
        readonly MessageBody?: string;
      };
      return onDead(QueueUrl, MessageBody);
    }
    case 'PublishCommand':
      return onPublished(JSON.parse((input as PublishCommandInput).Message ?? '{}'));
    // When it comes again is chosen anyway.
    case 'ChangeMessageVisibilityBatchCommand':
      return;
    default:
      throw new Error(`the simulated queues do not support ${name}`);
  }
}
