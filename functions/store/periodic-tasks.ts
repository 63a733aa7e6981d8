import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { item, text, textAs, type Codec } from './codec.ts';
import { taskKey } from './keys.ts';
import { table, tableName } from './table.ts';

const runCodec = item({ lastRunOn: textAs<CivilDate>() });

/** The business date on which a task of the entity was last started. */
export async function lastRunOf(entity: AuthorizedEntity, task: string): Promise<CivilDate | undefined> {
  return (await readTask(entity, task, runCodec))?.lastRunOn;
}

export async function recordRun(entity: AuthorizedEntity, task: string, lastRunOn: CivilDate): Promise<void> {
  await writeTask(entity, task, { lastRunOn });
}

const again = 'evaluate-again';
const againCodec = item({ cause: text, dueAt: text });

/** An evaluation of the whole entity that is still owed: what changed, and from when on, in real time (ISO 8601 UTC). */
export type OwedEvaluation = { readonly cause: string; readonly dueAt: string };

/** Far longer than a secondary index ever lags. */
const indexLagMs = 60_000;

/** One record per entity: what is evaluated after a later change is evaluated after this one too. */
export async function askForEvaluationAgain(entity: AuthorizedEntity, cause: string): Promise<void> {
  const owed: OwedEvaluation = { cause, dueAt: new Date(Date.now() + indexLagMs).toISOString() };
  await writeTask(entity, again, owed);
}

export async function owedEvaluation(entity: AuthorizedEntity): Promise<OwedEvaluation | undefined> {
  return readTask(entity, again, againCodec);
}

/** Forgets the record unless another change has put a new one in its place since. */
export async function forgetOwedEvaluation(entity: AuthorizedEntity, { dueAt, cause }: OwedEvaluation): Promise<void> {
  try {
    await table.send(
      new DeleteCommand({
        TableName: tableName(),
        Key: taskKey(entity, again),
        ConditionExpression: 'dueAt = :dueAt AND cause = :cause',
        ExpressionAttributeValues: { ':dueAt': dueAt, ':cause': cause },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function readTask<T>(entity: AuthorizedEntity, task: string, codec: Codec<T>): Promise<T | undefined> {
  const Key = taskKey(entity, task);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return Item === undefined ? undefined : codec(Item, 'task');
}

async function writeTask(
  entity: AuthorizedEntity,
  task: string,
  state: Readonly<Record<string, string>>,
): Promise<void> {
  const Item = { ...taskKey(entity, task), kind: 'task', ...state };
  await table.send(new PutCommand({ TableName: tableName(), Item }));
}
