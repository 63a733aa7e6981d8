import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { table, tableName } from './table.ts';

type Item = Readonly<Record<string, unknown>>;

/** Which items of a partition: up to `limit` (all without one), after the item whose key is `from`. */
type Stretch = {
  readonly from?: Record<string, unknown> | undefined;
  readonly limit?: number;
  readonly isDownwards?: boolean | undefined;
  readonly isConsistent: boolean;
};

/** The items whose sort keys begin so, page by page, in the order of those. */
export async function queryStretch(partition: string, prefix: string, stretch: Stretch): Promise<readonly Item[]> {
  const { limit = Infinity, isDownwards = false, isConsistent } = stretch;
  const items: Item[] = [];
  let { from } = stretch;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ':prefix': prefix },
        ConsistentRead: isConsistent,
        ScanIndexForward: !isDownwards,
        ExclusiveStartKey: from,
        ...(limit === Infinity ? {} : { Limit: limit - items.length }),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < limit);
  return items;
}
