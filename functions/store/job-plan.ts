import { BatchWriteCommand, type BatchWriteCommandInput, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Job } from '../../domain/job.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import type { StoredJob } from './jobs.ts';
import { jobPlanKey } from './keys.ts';
import type { Patience } from './patience.ts';
import { table, tableName } from './table.ts';

const writesAtOnce = 25;

/** Entries of a plan that one step of a job adds: what else its transaction writes fits beside them. */
export const mostAdded = 50;

type PlanPlace = { readonly job: Pick<Job, 'job'>; readonly plan: string | undefined; readonly from: number };

/** Entries of a plan as items, from a number on. */
export function planItems(entity: AuthorizedEntity, { job, plan = '', from }: PlanPlace, entries: readonly unknown[]) {
  return entries.map((entry, index) => ({
    ...jobPlanKey(entity, job.job, plan, from + index),
    kind: 'job-plan',
    entry: deflateEvidence(entry),
  }));
}

/** The entries of a plan, before the job names it. */
export async function writePlan(
  entity: AuthorizedEntity,
  job: Pick<Job, 'job'>,
  plan: string,
  entries: readonly unknown[],
  patience: Patience,
): Promise<void> {
  const writes = planItems(entity, { job, plan, from: 0 }, entries).map((Item) => ({ PutRequest: { Item } }));
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
