import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerId, JobId } from '../../domain/ids.ts';
import type { BalanceStatistics } from '../../domain/statistics/balance-statistics.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { statisticsKey } from './keys.ts';
import { table, tableName } from './table.ts';
import type { TransactItem } from './transact.ts';

/** What a customer's statistics were, with the history of its month ends. */
export type StoredStatistics = {
  readonly statistics: BalanceStatistics;
  /** The job that deleted of the history last, and how many month ends: asked again, it answers the same. */
  readonly deletion?: { readonly job: JobId; readonly monthEnds: number } | undefined;
  /** Moves with every write. */
  readonly version: number;
};

const storedCodec = item({
  found: evidenceAs<Pick<StoredStatistics, 'statistics' | 'deletion'>>(),
  version: integer,
});

/** Consistent: whoever calculates keeps what is there. */
export async function findStatistics(
  entity: AuthorizedEntity,
  customer: CustomerId,
): Promise<StoredStatistics | undefined> {
  const key = { TableName: tableName(), Key: statisticsKey(entity, customer), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  if (Item === undefined) return undefined;
  const { found, version } = storedCodec(Item, 'statistics');
  return { ...found, version };
}

/** The write of what follows what was seen, if nobody else wrote since. */
export function nextStatistics(
  entity: AuthorizedEntity,
  customer: CustomerId,
  seen: StoredStatistics | undefined,
  next: Pick<StoredStatistics, 'statistics' | 'deletion'>,
): TransactItem {
  const { statistics, deletion } = next;
  const found = deflateEvidence({ statistics, deletion });
  const Item = { ...statisticsKey(entity, customer), kind: 'statistics', found, version: (seen?.version ?? 0) + 1 };
  const condition =
    seen === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } };
  return { Put: { TableName: tableName(), Item, ...condition } };
}
