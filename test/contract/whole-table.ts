import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { table } from '../../functions/store/table.ts';

/** Every item of the table, in the order of their keys: what must be the same before and after a refusal. */
export async function wholeTable(tableName: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const items: Record<string, unknown>[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  const keyOf = ({ pk, sk }: Record<string, unknown>): string => JSON.stringify([pk, sk]);
  return items.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}
