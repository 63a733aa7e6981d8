import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { maxReceiveCount, queues, type Queue as QueueSettings, type QueueName } from '../functions/workers.ts';
import type { StorageStack } from './storage-stack.ts';

export type QueuePair = { readonly queue: Queue; readonly dead: Queue };

/** Long enough for people to come back from a holiday. */
export const deadLetterRetention = Duration.days(14);

/** Queues with their dead letters, and the topic of outgoing events (§15). */
export class MessagingStack extends Stack {
  readonly queues: Readonly<Record<QueueName, QueuePair>>;
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: StackProps & { readonly storage: StorageStack }) {
    super(scope, id, props);
    const names = Object.keys(queues) as QueueName[];
    this.queues = Object.fromEntries(names.map((name) => [name, this.queuePair(name)])) as Record<QueueName, QueuePair>;
    this.topic = new Topic(this, 'events', { masterKey: props.storage.key, enforceSSL: true });
    new CfnOutput(this, 'IntakeQueueUrl', { value: this.queues.intake.queue.queueUrl });
    new CfnOutput(this, 'EventTopicArn', { value: this.topic.topicArn });
  }

  private queuePair(name: QueueName): QueuePair {
    const { fifo, visibilitySeconds, maxMessageBytes }: QueueSettings = queues[name];
    const shared: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...(fifo ? inOrder : {}) };
    const dead = new Queue(this, `${name}-dead`, { ...shared, retentionPeriod: deadLetterRetention });
    const queue = new Queue(this, name, {
      ...shared,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(4),
      ...(maxMessageBytes === undefined ? {} : { maxMessageSizeBytes: maxMessageBytes }),
      deadLetterQueue: { queue: dead, maxReceiveCount },
    });
    return { queue, dead };
  }
}

/** Order holds within a customer or credit group only, so that queues scale with their number. */
const inOrder = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
} as const;
