import { deflateEvidence, evidenceAs } from './evidence.ts';
import type { Key } from './keys.ts';
import { tableName } from './table.ts';

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
