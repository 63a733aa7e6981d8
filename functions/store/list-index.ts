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

/**
 * Several lists as one, in their common order. What moved between two of them just now may still be in both, and is given once,
 * as the later one has it.
 */
export async function queryLists(
  listKeys: readonly string[],
  stretch: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const listed = await Promise.all(listKeys.map((listKey) => queryList(listKey, stretch)));
  const byPlace = new Map(listed.flat().map((entry) => [entry['listSort'] as string, entry]));
  // As the index sorts: by bytes of UTF-8, not by UTF-16 units.
  const sorted = [...byPlace].toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return sorted.slice(0, stretch.limit).map(([, entry]) => entry);
}

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
