import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { refuse } from '../../domain/refusal.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import type { Key } from './keys.ts';
import { table, tableName } from './table.ts';

const keptForSeconds = 30 * 24 * 60 * 60;

/** The record of an intent that makes no decision, with its result; kept 30 days of real time. */
export function requestRecord(key: Key, requestHash: string, result: unknown) {
  const expiresAt = Math.floor(Date.now() / 1000) + keptForSeconds;
  return {
    Put: {
      TableName: tableName(),
      Item: { ...key, kind: 'request', requestHash, result: deflateEvidence(result), expiresAt },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  } as const;
}

/** What the intent answered when it was carried out. */
export function resultOf<T>(record: Readonly<Record<string, unknown>>): T {
  return evidenceAs<T>()(record['result'], 'result');
}

/** The record under a key, after a consistent read; refused where it is of another request. */
export async function findRecord(
  key: Key,
  requestHash: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key: key, ConsistentRead: true }));
  if (Item !== undefined && Item['requestHash'] !== requestHash) throw refuse('idempotency-key-reused', {});
  return Item;
}

/** Keeps the result of a request of many intents once all are done; whoever was first stays. */
export async function keepRecord(key: Key, requestHash: string, result: unknown): Promise<void> {
  const { ReturnValuesOnConditionCheckFailure: _, ...put } = requestRecord(key, requestHash, result).Put;
  try {
    await table.send(new PutCommand(put));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
