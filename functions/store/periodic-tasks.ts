import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, textAs } from './codec.ts';
import { taskKey } from './keys.ts';
import { table, tableName } from './table.ts';

const runCodec = item({ lastRunOn: textAs<CivilDate>() });

/** The business date on which a task of the entity was last started. */
export async function lastRunOf(entity: AuthorizedEntity, task: string): Promise<CivilDate | undefined> {
  const { Item } = await table.send(
    new GetCommand({ TableName: tableName(), Key: taskKey(entity, task), ConsistentRead: true }),
  );
  return Item === undefined ? undefined : runCodec(Item, 'task').lastRunOn;
}

export async function recordRun(entity: AuthorizedEntity, task: string, lastRunOn: CivilDate): Promise<void> {
  await table.send(
    new PutCommand({ TableName: tableName(), Item: { ...taskKey(entity, task), kind: 'task', lastRunOn } }),
  );
}
