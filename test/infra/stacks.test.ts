import { exposureDiffers } from '../../functions/logged-alarms.ts';
import { describe, expect, test } from 'vitest';
import { queues } from '../../functions/workers.ts';
import { only, resourcesOf, synthesize } from './synthesized.ts';

const prod = synthesize({ stage: 'prod', 'alarm-email': 'desk@example.com' });

describe('storage', () => {
  const table = only(resourcesOf(prod, 'AWS::DynamoDB::Table'));

  test('the table is on demand, recoverable, protected and kept', () => {
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    });
  });

  test('the table is encrypted with a key of ours that rotates and is kept', () => {
    const resources = Object.entries(prod.templates.get('storage')?.Resources ?? {});
    const [keyId, key] = resources.find(([, resource]) => resource.Type === 'AWS::KMS::Key') ?? ['', undefined];
    expect(table.Properties['SSESpecification']).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
    });
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });

  test('the table has the keys and the list index that the store uses', () => {
    expect(table.Properties['KeySchema']).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    expect(table.Properties['GlobalSecondaryIndexes']).toEqual([
      {
        IndexName: 'list',
        KeySchema: [
          { AttributeName: 'listKey', KeyType: 'HASH' },
          { AttributeName: 'listSort', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['row', 'kind'] },
      },
    ]);
  });

  test('the stack cannot be deleted by accident', () => {
    expect(prod.assembly.getStackByName('holdfast-prod-storage').terminationProtection).toBe(true);
  });
});

describe('messaging', () => {
  const all = resourcesOf(prod, 'AWS::SQS::Queue', 'messaging').map((queue) => queue.Properties);

  test('each queue has a dead-letter queue of its own kind', () => {
    const working = all.filter((queue) => 'RedrivePolicy' in queue);
    expect(working).toHaveLength(Object.keys(queues).length);
    expect(all).toHaveLength(2 * working.length);
    expect(new Set(working.map((queue) => JSON.stringify(queue['RedrivePolicy']))).size).toBe(working.length);
    const fifo = Object.values(queues).filter((queue) => queue.fifo).length;
    expect(all.filter((queue) => queue['FifoQueue'] === true)).toHaveLength(2 * fifo);
  });

  test('a message of over 256 KB is refused by the queue that others write to, and every other queue takes it (§16)', () => {
    const sizes = all.map((queue) => queue['MaximumMessageSize']).filter((size) => size !== undefined);
    expect(sizes).toEqual([256 * 1024]);
  });

  test('ordered queues never take two messages of the same content for one', () => {
    for (const queue of all.filter((one) => one['FifoQueue'] === true)) {
      expect(queue).toMatchObject({
        ContentBasedDeduplication: false,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
    }
  });

  test('every queue and topic is encrypted and refuses plain connections', () => {
    const queueTypes = resourcesOf(prod, 'AWS::SQS::Queue');
    expect(queueTypes.every((queue) => queue.Properties['SqsManagedSseEnabled'] === true)).toBe(true);
    const topics = resourcesOf(prod, 'AWS::SNS::Topic');
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.every((topic) => topic.Properties['KmsMasterKeyId'] !== undefined)).toBe(true);
    const policies = [...resourcesOf(prod, 'AWS::SQS::QueuePolicy'), ...resourcesOf(prod, 'AWS::SNS::TopicPolicy')].map(
      (policy) => policy.Properties['PolicyDocument'] as { readonly Statement: readonly unknown[] },
    );
    expect(policies).toHaveLength(queueTypes.length + topics.length);
    for (const { Statement } of policies) {
      expect(Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });
});

describe('jobs', () => {
  const mappings = resourcesOf(prod, 'AWS::Lambda::EventSourceMapping', 'jobs').map((mapping) => mapping.Properties);

  test('messages of a batch succeed or fail one by one', () => {
    const fromQueues = mappings.filter((mapping) => !('StartingPosition' in mapping));
    expect(fromQueues).toHaveLength(Object.keys(queues).length);
    for (const mapping of mappings) expect(mapping['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
  });

  test('the stream hands over new decisions and events, halves failing batches, and gives up after five tries', () => {
    const stream = only(mappings.filter((mapping) => 'StartingPosition' in mapping));
    expect(stream).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 4,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: expect.anything() as unknown } },
    });
    const { Filters } = stream['FilterCriteria'] as { readonly Filters: readonly { readonly Pattern: string }[] };
    expect(JSON.parse(only(Filters).Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: ['decision', 'event'] } } },
    });
  });

  test('the tick comes every five minutes, and a failed one is left somewhere', () => {
    expect(only(resourcesOf(prod, 'AWS::Scheduler::Schedule')).Properties).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { DeadLetterConfig: { Arn: expect.anything() as unknown } },
    });
    expect(only(resourcesOf(prod, 'AWS::Lambda::EventInvokeConfig')).Properties).toMatchObject({
      DestinationConfig: { OnFailure: { Destination: expect.anything() as unknown } },
    });
  });
});

describe('observability', () => {
  test('every queue of what was given up has an alarm at the first message', () => {
    const givenUp = resourcesOf(prod, 'AWS::CloudWatch::Alarm').filter(
      (alarm) =>
        alarm.Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible' && alarm.Properties['Threshold'] === 1,
    );
    const deadLetterQueues = resourcesOf(prod, 'AWS::SQS::Queue').filter(
      (queue) => !('RedrivePolicy' in queue.Properties),
    );
    expect(givenUp).toHaveLength(deadLetterQueues.length);
    const dimensions = givenUp.map((alarm) => JSON.stringify(alarm.Properties['Dimensions']));
    expect(new Set(dimensions).size).toBe(givenUp.length);
  });

  test('a difference that a reconciliation finds has an alarm, on the line that says so', () => {
    const filter = only(resourcesOf(prod, 'AWS::Logs::MetricFilter'));
    expect(filter.Properties['FilterPattern']).toContain(exposureDiffers);
    const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties['MetricName'] === 'ExposureDifferences',
    );
    expect(only(alarms).Properties).toMatchObject({ Namespace: 'Holdfast', Threshold: 1 });
  });

  test('every alarm tells the topic, and the topic whoever was named', () => {
    for (const alarm of resourcesOf(prod, 'AWS::CloudWatch::Alarm')) {
      expect(alarm.Properties['AlarmActions']).toHaveLength(1);
    }
    expect(only(resourcesOf(prod, 'AWS::SNS::Subscription')).Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'desk@example.com',
    });
  });
});
