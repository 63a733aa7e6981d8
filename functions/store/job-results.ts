import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { JobId } from '../../domain/ids.ts';
import type { JobResult } from '../../domain/job.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { evidenceAs } from './evidence.ts';
import { jobPartition, jobResultKey, jobResultPrefix } from './keys.ts';
import { table, tableName } from './table.ts';

/** Results page by page, from the one after `after` on, until there are `limit` of them. */
export async function readResults(
  entity: AuthorizedEntity,
  job: JobId,
  after: number,
  limit: number,
): Promise<readonly { readonly page: number; readonly results: readonly JobResult[] }[]> {
  const found: { readonly page: number; readonly results: readonly JobResult[] }[] = [];
  let count = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const query = await table.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': jobPartition(entity, job),
          ':first': jobResultKey(entity, job, after + 1).sk,
          ':last': `${jobResultPrefix}~`,
        },
        ConsistentRead: true,
        Limit: limit - count,
        ExclusiveStartKey: from,
      }),
    );
    for (const stored of query.Items ?? []) {
      const page = Number(String(stored['sk']).slice(jobResultPrefix.length));
      const results = evidenceAs<readonly JobResult[]>()(stored['results'], 'results');
      found.push({ page, results });
      count += results.length;
    }
    from = query.LastEvaluatedKey;
  } while (from !== undefined && count < limit);
  return found;
}
