import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { listIndex } from './table-definition.ts';
import { table, tableName } from './table.ts';

/** A stretch of a list: upwards after `after`, or downwards before `before`, at most `limit` entries. */
type Stretch = { readonly limit: number } & (
  | { readonly after?: string | undefined; readonly before?: never }
  | { readonly before: string | undefined; readonly after?: never }
);

/** DynamoDB takes no larger limit than this, and pages by megabyte anyway. */
const largestPage = 1_000_000;

/** Entries of a list; the index may lag behind the table by a moment. */
export async function queryList(
  listKey: string,
  stretch: Stretch,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Readonly<Record<string, unknown>>[] = [];
  const isDownwards = 'before' in stretch;
  const place = stretch.before ?? stretch.after;
  const condition = place === undefined ? '' : ` AND listSort ${isDownwards ? '<' : '>'} :place`;
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        IndexName: listIndex,
        KeyConditionExpression: `listKey = :key${condition}`,
        ExpressionAttributeValues: { ':key': listKey, ...(place === undefined ? {} : { ':place': place }) },
        ScanIndexForward: !isDownwards,
        Limit: Math.min(stretch.limit - items.length, largestPage),
        ExclusiveStartKey: from,
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < stretch.limit);
  return items;
}
