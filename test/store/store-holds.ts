import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Hold } from '../../domain/hold.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { holdWrites } from '../../functions/store/hold-item.ts';
import { table, tableName } from '../../functions/store/table.ts';

/** Writes the holds alone, as their transactions would, without orders that they hold. */
export async function storeHolds(entity: AuthorizedEntity, holds: readonly Hold[]): Promise<void> {
  const puts = holds.flatMap((hold) =>
    holdWrites(entity, hold, undefined, tableName()).flatMap((write) =>
      'Put' in write && write.Put !== undefined ? [{ PutRequest: { Item: write.Put.Item } }] : [],
    ),
  );
  for (let from = 0; from < puts.length; from += 25) {
    await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: puts.slice(from, from + 25) } }));
  }
}
