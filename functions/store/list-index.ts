import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { listIndex, table, tableName } from './table.ts';

/** A stretch of a list: its entries after `after`, at most `limit`; the index may lag behind the table by a moment. */
export async function queryList(
  listKey: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Readonly<Record<string, unknown>>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: listIndex,
        KeyConditionExpression: after === undefined ? 'listKey = :key' : 'listKey = :key AND listSort > :after',
        ExpressionAttributeValues: { ':key': listKey, ...(after === undefined ? {} : { ':after': after }) },
        Limit: limit - items.length,
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < limit);
  return items;
}
