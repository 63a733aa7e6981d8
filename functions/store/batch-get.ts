import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { joined, type Key } from './keys.ts';
import { patienceUntil } from './patience.ts';
import { table, tableName } from './table.ts';

/** DynamoDB takes no more keys at once. */
const batchSize = 100;
/** How long throttling may leave keys unread. */
const patientForMs = 5_000;

/**
 * The items of keys that there are, in no order; consistent. What throttling leaves unread is asked for again, with pauses. A key may be
 * given twice: a query is no snapshot, so that it may show two holds of one order, of which one ends as the other is placed.
 */
export async function batchGet(keys: readonly Key[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const patience = patienceUntil(Date.now() + patientForMs);
  const items: Readonly<Record<string, unknown>>[] = [];
  let unread: readonly Key[] = [...new Map(keys.map((key) => [joined(key.pk, key.sk), key])).values()];
  while (unread.length > 0) {
    const Keys = unread.slice(0, batchSize).map(({ pk, sk }) => ({ pk, sk }));
    const RequestItems = { [tableName()]: { Keys, ConsistentRead: true } };
    const { Responses, UnprocessedKeys } = await table.send(new BatchGetCommand({ RequestItems }));
    items.push(...(Responses?.[tableName()] ?? []));
    const left = (UnprocessedKeys?.[tableName()]?.Keys ?? []) as unknown as readonly Key[];
    if (left.length > 0) await patience.pause(new Error('keys were left unread'));
    unread = [...left, ...unread.slice(batchSize)];
  }
  return items;
}
