import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { tableDefinition } from '../functions/store/table-definition.ts';
import type { StorageStack } from './storage-stack.ts';

export type TableAccess = 'read' | 'read-write';

/** What each role may do, spelled out: CDK's own grants use wildcards and give more than a function needs. */
const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];
const decryptActions = ['kms:Decrypt', 'kms:DescribeKey'];
const encryptActions = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

export function tableStatements({ table, key }: StorageStack, access: TableAccess): readonly PolicyStatement[] {
  const isWriting = access === 'read-write';
  return [
    new PolicyStatement({
      actions: isWriting ? [...readActions, ...writeActions] : readActions,
      resources: [table.tableArn],
    }),
    new PolicyStatement({
      actions: ['dynamodb:Query'],
      resources: tableDefinition.indexes.map((index) => `${table.tableArn}/index/${index.name}`),
    }),
    keyStatement(key, 'dynamodb', isWriting ? [...decryptActions, ...encryptActions] : decryptActions),
  ];
}

/** Listing streams is granted on the stream too: that is all that Lambda needs, and spares a wildcard. */
export function streamStatements({ table, key }: StorageStack): readonly PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [table.tableStreamArn ?? ''],
    }),
    keyStatement(key, 'dynamodb', decryptActions),
  ];
}

export function consumeStatement(queue: IQueue): PolicyStatement {
  return new PolicyStatement({
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });
}

export function sendStatement(queues: readonly IQueue[]): PolicyStatement {
  return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: queues.map((queue) => queue.queueArn) });
}

export function publishStatements(topic: ITopic, key: IKey): readonly PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
    keyStatement(key, 'sns', ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

/** The key may be used through the service that holds the data, never by itself. */
function keyStatement(key: IKey, service: 'dynamodb' | 'sns', actions: readonly string[]): PolicyStatement {
  const { region } = Stack.of(key);
  return new PolicyStatement({
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
  });
}
