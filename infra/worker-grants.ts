import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { QueueName, Worker } from '../functions/workers.ts';
import type { MessagingStack } from './messaging-stack.ts';
import type { Settings } from './settings.ts';
import { consumeStatement, publishStatements, sendStatement, streamStatements, tableStatements } from './statements.ts';
import type { StorageStack } from './storage-stack.ts';
import { endpoint, storeEnvironment } from './store-environment.ts';

/** What a worker reads from its environment (functions/workers.ts says which names). */
export function workerEnvironment(
  worker: Worker,
  storage: StorageStack,
  messaging: MessagingStack,
  settings: Settings,
): Readonly<Record<string, string>> {
  const own = ownQueue(worker);
  const queueUrls = [...new Set([...worker.sendsTo, ...own])].map((name) => [
    `QUEUE_URL_${name.toUpperCase()}`,
    messaging.queues[name].queue.queueUrl,
  ]);
  const deadUrls = own.map((name) => [`QUEUE_URL_${name.toUpperCase()}_DEAD`, messaging.queues[name].dead.queueUrl]);
  return {
    ...(worker.table === 'none' ? {} : storeEnvironment(storage)),
    ...(Object.fromEntries([...queueUrls, ...deadUrls]) as Record<string, string>),
    ...(own.includes('intake') ? { INTAKE_PRINCIPAL: settings.intakePrincipal } : {}),
    ...(queueUrls.length === 0 ? {} : { SQS_ENDPOINT: endpoint('sqs', storage) }),
    ...(worker.publishes ? { TOPIC_ARN: messaging.topic.topicArn, SNS_ENDPOINT: endpoint('sns', storage) } : {}),
  };
}

export function workerStatements(
  worker: Worker,
  storage: StorageStack,
  messaging: MessagingStack,
  failed: Queue | undefined,
): readonly PolicyStatement[] {
  const own = ownQueue(worker);
  const targets = [
    ...worker.sendsTo.map((name) => messaging.queues[name].queue),
    ...own.map((name) => messaging.queues[name].dead),
    ...(failed === undefined ? [] : [failed]),
  ];
  return [
    ...(worker.table === 'none' ? [] : tableStatements(storage, worker.table)),
    ...(worker.trigger.kind === 'stream' ? streamStatements(storage) : []),
    ...own.map((name) => consumeStatement(messaging.queues[name].queue)),
    ...(targets.length === 0 ? [] : [sendStatement(targets)]),
    ...(worker.publishes ? publishStatements(messaging.topic, storage.key) : []),
  ];
}

function ownQueue(worker: Worker): readonly QueueName[] {
  return worker.trigger.kind === 'queue' ? [worker.trigger.queue] : [];
}
