import { BatchWriteCommand, type BatchWriteCommandInput, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { JobId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import type { StoredJob } from './jobs.ts';
import { jobPlanKey } from './keys.ts';
import type { Patience } from './patience.ts';
import { table, tableName } from './table.ts';

const writesAtOnce = 25;

/** The entries of a plan, before the job names it. */
export async function writePlan(
  entity: AuthorizedEntity,
  job: JobId,
  plan: string,
  entries: readonly unknown[],
  patience: Patience,
): Promise<void> {
  const writes = entries.map((entry, number) => ({
    PutRequest: { Item: { ...jobPlanKey(entity, job, plan, number), kind: 'job-plan', entry: deflateEvidence(entry) } },
  }));
  for (let from = 0; from < writes.length; from += writesAtOnce) {
    await writeAll(writes.slice(from, from + writesAtOnce), patience);
  }
}

type Writes = NonNullable<BatchWriteCommandInput['RequestItems']>[string];

async function writeAll(writes: Writes, patience: Patience): Promise<void> {
  let left: Writes = writes;
  while (left.length > 0) {
    const { UnprocessedItems } = await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: left } }));
    left = UnprocessedItems?.[tableName()] ?? [];
    if (left.length > 0) await patience.pause(new Error('a batch was written in part'));
  }
}

export async function readPlanEntry<T>(entity: AuthorizedEntity, { job, plan = '', next }: StoredJob): Promise<T> {
  const Key = jobPlanKey(entity, job.job, plan, next);
  const { Item } = await table.send(new GetCommand({ TableName: tableName(), Key, ConsistentRead: true }));
  return evidenceAs<T>()(Item?.['entry'], 'entry');
}
