import { Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Worker, type WorkerName, workers } from '../functions/workers.ts';
import type { CodeFolderOf } from './code-folder.ts';
import { DeskFunction } from './desk-function.ts';
import { deadLetterRetention, type MessagingStack } from './messaging-stack.ts';
import type { Settings } from './settings.ts';
import type { StorageStack } from './storage-stack.ts';
import { invokeFromQueue, invokeFromStream, invokeOnSchedule } from './triggers.ts';
import { workerEnvironment, workerStatements } from './worker-grants.ts';

export type JobsStackProps = StackProps & {
  readonly settings: Settings;
  readonly codeFolderOf: CodeFolderOf;
  readonly storage: StorageStack;
  readonly messaging: MessagingStack;
};

/** The functions that no HTTP request starts, each with its trigger and the queue of what it could not do. */
export class JobsStack extends Stack {
  /** Of functions behind a stream or a schedule; those behind a queue have that queue's dead letters. */
  readonly failures: ReadonlyMap<WorkerName, Queue>;
  readonly lambdas: ReadonlyMap<WorkerName, Function>;

  constructor(scope: Construct, id: string, props: JobsStackProps) {
    super(scope, id, props);
    const failures = new Map<WorkerName, Queue>();
    const lambdas = new Map<WorkerName, Function>();
    for (const worker of workers) {
      const failed = worker.trigger.kind === 'queue' ? undefined : this.failureQueue(worker);
      if (failed !== undefined) failures.set(worker.name, failed);
      lambdas.set(worker.name, this.worker(worker, failed, props));
    }
    this.failures = failures;
    this.lambdas = lambdas;
  }

  private worker(worker: Worker, failed: Queue | undefined, props: JobsStackProps): Function {
    const { storage, messaging, settings, codeFolderOf } = props;
    const { lambda } = new DeskFunction(this, {
      name: worker.name,
      summary: worker.summary,
      codeFolder: codeFolderOf(worker.name),
      environment: workerEnvironment(worker, storage, messaging, settings),
      statements: workerStatements(worker, storage, messaging, failed),
      logLevel: settings.logLevel,
    });
    const { trigger } = worker;
    if (trigger.kind === 'queue') invokeFromQueue(lambda, messaging.queues[trigger.queue].queue, trigger.batchSize);
    else if (failed === undefined) throw new Error(`${worker.name} has nowhere to leave what fails`);
    else if (trigger.kind === 'stream') invokeFromStream(lambda, storage.table, failed);
    else invokeOnSchedule(lambda, trigger.everyMinutes, failed);
    return lambda;
  }

  private failureQueue(worker: Worker): Queue {
    const queue = new Queue(this, `${worker.name}-failures`, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: deadLetterRetention,
    });
    Validations.of(queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is where a stream or a schedule leaves what failed: a dead-letter queue, though of no queue.',
    });
    return queue;
  }
}
