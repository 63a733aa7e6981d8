import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Job, JobKind, JobResult, JobState } from '../../domain/job.ts';
import type { JobId, LegalEntityId, Subject } from '../../domain/ids.ts';
import { refuse } from '../../domain/refusal.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { integer, item, optional, text, textAs } from './codec.ts';
import { deflateEvidence, evidenceAs } from './evidence.ts';
import { planItems } from './job-plan.ts';
import { jobKey, jobPartition, jobResultKey, joined } from './keys.ts';
import { queryList } from './list-index.ts';
import { outboxItem, type OutboxEvent } from './outbox.ts';
import type { Patience } from './patience.ts';
import { table, tableName } from './table.ts';
import { transact, type Part, type TransactItem } from './transact.ts';

/** A job as stored, with how far it is. */
export type StoredJob = {
  readonly job: Job;
  /** Which plan counts; none until there is one. */
  readonly plan?: string | undefined;
  /** The next entry of the plan, and how many it has. */
  readonly next: number;
  readonly entries: number;
  /** While the plan has stretches to come: where the next one begins, and how many results those before it give. */
  readonly planning?: Planning | undefined;
  /** So many items of results are written. */
  readonly pages: number;
  readonly requestHash: string;
  /** Moves with every write. */
  readonly version: number;
};

type Planning = { readonly place: string; readonly size: number };

/** What a row of the list shows is all that people see of a job but its results, so the row is the job. */
const rowCodec = item({
  job: textAs<JobId>(),
  legalEntity: textAs<LegalEntityId>(),
  kind: textAs<JobKind>(),
  state: textAs<JobState>(),
  requestedBy: textAs<Subject>(),
  requestedAt: text,
  endedAt: optional(text),
  total: optional(integer),
  done: integer,
  failures: integer,
  more: evidenceAs<Pick<Job, 'asked' | 'outcomes' | 'problem'>>(),
});

const storedCodec = item({
  row: rowCodec,
  plan: optional(text),
  next: integer,
  entries: integer,
  planning: optional(item({ place: text, size: integer })),
  pages: integer,
  requestHash: text,
  version: integer,
});

/** The writes of a job that is asked for, which its event starts. */
export function newJobParts(entity: AuthorizedEntity, job: Job, requestHash: string): readonly Part<'job' | 'event'>[] {
  const first: StoredJob = { job, next: 0, entries: 0, pages: 0, requestHash, version: 1 };
  const put = { TableName: tableName(), Item: itemOf(entity, first), ConditionExpression: 'attribute_not_exists(pk)' };
  return [
    { name: 'job', item: { Put: { ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } } },
    { name: 'event', item: outboxItem(jobPartition(entity, job.job), runJob(entity, job, 1)) },
  ];
}

/** A job that was asked for is stored and, by its event, started in one transaction; the same request again gives the first. */
export async function createJob(
  entity: AuthorizedEntity,
  job: Job,
  requestHash: string,
  patience: Patience,
): Promise<{ readonly job: Job; readonly isReplay: boolean }> {
  const found = (await transact(newJobParts(entity, job, requestHash), patience)).find(
    ({ name }) => name === 'job',
  )?.found;
  return found === undefined ? { job, isReplay: false } : replayedJob(decoded(found), requestHash);
}

/** A job that the same request started before. */
export function replayedJob(stored: StoredJob, requestHash: string): { readonly job: Job; readonly isReplay: true } {
  if (stored.requestHash !== requestHash) throw refuse('idempotency-key-reused', {});
  return { job: stored.job, isReplay: true };
}

export async function findJob(entity: AuthorizedEntity, job: JobId): Promise<StoredJob | undefined> {
  const key = { TableName: tableName(), Key: jobKey(entity, job), ConsistentRead: true };
  const { Item } = await table.send(new GetCommand(key));
  return Item === undefined ? undefined : decoded(Item);
}

export async function getJob(entity: AuthorizedEntity, job: JobId): Promise<StoredJob> {
  const stored = await findJob(entity, job);
  if (stored === undefined) throw refuse('not-found', { kind: 'job' });
  return stored;
}

/** The latest first; `before` is the place of the last one read. */
export async function listJobs(
  entity: AuthorizedEntity,
  before: string | undefined,
  limit: number,
): Promise<readonly { readonly sort: string; readonly job: Job }[]> {
  const items = await queryList(jobsList(entity), { before, limit });
  return items.map((stored) => ({ sort: String(stored['listSort']), job: jobOf(rowCodec(stored['row'], 'row')) }));
}

/** What a step leaves: the job further on, its results, and what is to be sent. */
export type JobStep = Pick<StoredJob, 'job' | 'plan' | 'next' | 'entries' | 'planning'> & {
  /** Entries that it adds to the plan; at most `mostAdded`. */
  readonly added?: readonly unknown[];
  readonly results?: readonly JobResult[];
  readonly events?: readonly OutboxEvent[] | undefined;
  /** The record of the request that asks for it, and what it changes besides. */
  readonly with?: readonly TransactItem[];
};

/** Writes a step if nobody else moved the job since; gives the job as it is then, `undefined` where somebody did. */
export async function moveJob(
  entity: AuthorizedEntity,
  seen: StoredJob,
  { results = [], events = [], added = [], with: others = [], job, plan, next, entries, planning }: JobStep,
  patience: Patience,
): Promise<StoredJob | undefined> {
  const pages = seen.pages + (results.length > 0 ? 1 : 0);
  const { requestHash, version } = seen;
  const after: StoredJob = { job, plan, next, entries, planning, requestHash, pages, version: version + 1 };
  const put = {
    TableName: tableName(),
    Item: itemOf(entity, after),
    ConditionExpression: 'version = :seen',
    ExpressionAttributeValues: { ':seen': version },
  };
  const page = { ...jobResultKey(entity, job.job, pages), kind: 'job-results', results: deflateEvidence(results) };
  const parts = [
    { name: 'job', item: { Put: put } },
    ...(results.length > 0 ? [{ name: 'results', item: { Put: { TableName: tableName(), Item: page } } }] : []),
    ...planItems(entity, { job, plan, from: seen.entries }, added).map((Item) => ({
      name: 'plan',
      item: { Put: { TableName: tableName(), Item } },
    })),
    ...events.map((event) => ({ name: 'event', item: outboxItem(jobPartition(entity, job.job), event) })),
    ...others.map((other) => ({ name: 'other', item: other })),
  ];
  return (await transact(parts, patience)).length === 0 ? after : undefined;
}

/** Has a worker take the job up; `version` of the job that asks, so that each asking is one of its own. */
export function runJob(entity: AuthorizedEntity, { job, requestedAt }: Job, version: number): OutboxEvent {
  return { id: `run-job:${version}`, type: 'run-job', legalEntity: entity, data: { job }, occurredAt: requestedAt };
}

/** §15.2 */
export function jobEnded(entity: AuthorizedEntity, job: Job): OutboxEvent {
  const { kind, state, total, done, outcomes, requestedBy, endedAt = '' } = job;
  const data = { job: job.job, kind, state, total: total ?? null, done, outcomes, requestedBy };
  return {
    id: `job-done:${job.job}:${endedAt}:${state}`,
    type: 'job-done',
    legalEntity: entity,
    data,
    occurredAt: endedAt,
  };
}

function jobsList(entity: AuthorizedEntity): string {
  return joined('jobs', entity);
}

function itemOf(entity: AuthorizedEntity, { job, ...place }: StoredJob) {
  const { asked, outcomes, problem, ...facts } = job;
  return {
    ...jobKey(entity, job.job),
    kind: 'job',
    row: { ...facts, more: deflateEvidence({ asked, outcomes, problem }) },
    ...place,
    listKey: jobsList(entity),
    listSort: joined(job.requestedAt, job.job),
  };
}

function decoded(stored: unknown): StoredJob {
  const { row, ...place } = storedCodec(stored, 'job');
  return { ...place, job: jobOf(row) };
}

function jobOf({ more, ...facts }: ReturnType<typeof rowCodec>): Job {
  return { ...facts, ...more };
}
