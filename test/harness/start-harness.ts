import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod/mini';
import type { LegalEntityId, Subject } from '../../domain/ids.ts';
import { setClock } from '../../functions/clock.ts';
import { operations, type OperationName } from '../../functions/operations.ts';
import type { Role } from '../../functions/roles.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { forgetGrants, userCodec } from '../../functions/store/grants.ts';
import { grantKey, userKey } from '../../functions/store/keys.ts';
import { dynamo, table } from '../../functions/store/table.ts';
import type { WorkerName } from '../../functions/workers.ts';
import { loadHandler } from '../../local/handlers.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { createTable } from '../../local/table.ts';
import { startBackground, type Background } from './background.ts';
import { requestEvent, type RequestInput } from './request-event.ts';
import { workerEvent, type WorkerInput } from './worker-event.ts';

type Operation<N extends OperationName> = Extract<(typeof operations)[number], { readonly name: N }>;
type Answered<N extends OperationName> = Operation<N>['response'] extends z.ZodMiniType
  ? z.output<Operation<N>['response']>
  : unknown;

/** Members of a problem document, absent from a good answer. */
export type ProblemMembers = {
  readonly type?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
};

export type CallAnswer<N extends OperationName> = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Typed as the contract's response; `undefined` where nothing came (204), and text where it is CSV. */
  readonly body: Answered<N> & ProblemMembers;
};

/** `background`: queues, topic and the workers behind them run in this process. */
export type HarnessOptions = { readonly background?: boolean };

export type Harness = {
  readonly tableName: string;
  /** Runs the operation's real handler on the event that API Gateway would send. */
  readonly call: <N extends OperationName>(name: N, input: RequestInput) => Promise<CallAnswer<N>>;
  /** Writes a grant past the operation, and is seen at once. */
  readonly grant: (subject: string, entity: string, roles: readonly Role[], releaseAuthority?: string) => Promise<void>;
  /** Business time of one legal entity, or of all. */
  readonly setClock: (instant: string, entity?: string) => void;
  /** Runs a worker's real handler on the event of its trigger, and gives its answer. */
  readonly work: (name: WorkerName, input?: WorkerInput) => Promise<unknown>;
  /** Queues, topic and what feeds them; a test that asks for it must have started the harness with `background: true`. */
  readonly background: () => Background;
};

/** In the form that `businessInstant` gives. */
export const harnessStart = '2026-06-15T10:00:00.000Z';

let tables = 0;
let requests = 0;
const subjects = new Set<string>();

/**
 * The functions on a fresh table. Once per test file: what a warm function keeps (rulebooks) is kept per process, not per
 * table; legal entities of other names keep tests of one file apart.
 */
export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  tables += 1;
  const tableName = `test-${process.pid}-${tables}`;
  process.env['TABLE_NAME'] = tableName;
  for (const subject of subjects) forgetGrants(subject as Subject);
  await createTable(dynamo, tableName);
  const background = options.background === true ? await startBackground(tableName, invokeWorker) : undefined;

  const instants = new Map<LegalEntityId | '*', string>([['*', harnessStart]]);
  setClock(instants);
  return {
    tableName,
    call,
    grant,
    setClock: (instant, entity = '*') => {
      instants.set(entity as LegalEntityId | '*', new Date(instant).toISOString());
      setClock(instants);
    },
    work: async (name, input = {}) => invokeWorker(name, workerEvent(name, input)),
    background: () => {
      if (background === undefined) throw new Error('start the harness with { background: true }');
      return background;
    },
  };
}

async function invokeWorker(name: WorkerName, event: unknown): Promise<unknown> {
  const handler = await loadHandler(name);
  return handler(event, lambdaContext(name, nextRequestId()));
}

async function call<N extends OperationName>(name: N, input: RequestInput): Promise<CallAnswer<N>> {
  const contract = operations.find((operation) => operation.name === name);
  if (contract === undefined) throw new Error(`there is no operation ${name}`);
  subjects.add(input.as ?? '');
  const requestId = nextRequestId();
  const handler = await loadHandler(name);
  const result = (await handler(requestEvent(contract, input, requestId), lambdaContext(name, requestId))) as {
    readonly statusCode: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  const isCsv = result.headers?.['content-type']?.startsWith('text/csv') === true;
  return {
    status: result.statusCode,
    headers: result.headers ?? {},
    body: (result.body === undefined || isCsv ? result.body : JSON.parse(result.body)) as CallAnswer<N>['body'],
  };
}

async function grant(
  subject: string,
  entity: string,
  roles: readonly Role[],
  releaseAuthority?: string,
): Promise<void> {
  const Key = userKey(subject as Subject);
  const TableName = process.env['TABLE_NAME'];
  const { Item } = await table.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  const stored = Item === undefined ? { version: 0, grants: {} } : userCodec(Item, 'user');
  const version = stored.version + 1;
  const given = { roles, releaseAuthority, version };
  const listed = { ...grantKey(entity as AuthorizedEntity, subject as Subject), kind: 'grant', subject, ...given };
  await table.send(new PutCommand({ TableName, Item: listed }));
  const grants = { ...stored.grants, [entity]: given };
  await table.send(new PutCommand({ TableName, Item: { ...Key, version, grants } }));
  subjects.add(subject);
  forgetGrants(subject as Subject);
}

function nextRequestId(): string {
  requests += 1;
  return `request-${requests}`;
}
