import { Duration, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig, EventSourceMapping, type Function, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { maxStreamTries } from '../functions/workers.ts';
import { sendStatement } from './statements.ts';

/** Messages of a batch succeed or fail one by one; in FIFO a group stops at its first failure. */
export function invokeFromQueue(lambda: Function, queue: IQueue, batchSize: number): void {
  new EventSourceMapping(lambda, 'queue', {
    target: lambda,
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
  });
}

const streamBatchSize = 100;

/** Decisions and events that came into being: they are written once, and no later change of an item is an event. */
const newFacts = {
  pattern: JSON.stringify({
    eventName: ['INSERT'],
    dynamodb: { NewImage: { kind: { S: ['decision', 'event'] } } },
  }),
};

export function invokeFromStream(lambda: Function, table: Table, failed: IQueue): void {
  new EventSourceMapping(lambda, 'stream', {
    target: lambda,
    eventSourceArn: table.tableStreamArn ?? '',
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: streamBatchSize,
    bisectBatchOnError: true,
    // The first try is none of them.
    retryAttempts: maxStreamTries - 1,
    reportBatchItemFailures: true,
    filters: [newFacts],
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });
}

/** What one tick missed the next one starts, so a late tick is worth nothing. */
const tickRetries = 2;

export function invokeOnSchedule(lambda: Function, everyMinutes: number, failed: IQueue): void {
  const { account } = Stack.of(lambda);
  const role = new Role(lambda, 'schedule-role', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    }),
    inlinePolicies: {
      grants: new PolicyDocument({
        statements: [
          new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
          sendStatement([failed]),
        ],
      }),
    },
  });
  new CfnSchedule(lambda, 'schedule', {
    scheduleExpression: `rate(${everyMinutes} minutes)`,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: lambda.functionArn,
      roleArn: role.roleArn,
      deadLetterConfig: { arn: failed.queueArn },
      retryPolicy: { maximumRetryAttempts: tickRetries, maximumEventAgeInSeconds: everyMinutes * 60 },
    },
  });
  // The scheduler hands over and goes; what fails after that is the function's own to leave.
  new EventInvokeConfig(lambda, 'invocation', {
    function: lambda,
    retryAttempts: tickRetries,
    maxEventAge: Duration.minutes(everyMinutes),
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });
}
