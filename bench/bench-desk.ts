import { operations, type OperationName } from '../functions/operations.ts';
import { startEngine } from '../local/engine.ts';
import { loadHandler } from '../local/handlers.ts';
import { httpEvent } from '../local/http-event.ts';
import { lambdaContext } from '../local/lambda-context.ts';
import { createTable } from '../local/table.ts';

type Fields = Readonly<Record<string, unknown>>;
type Query = Readonly<Record<string, string>>;

/** The functions on an engine of their own, with one legal entity kept in euros whose user may do everything. */
export type BenchDesk = {
  readonly tableName: string;
  readonly call: (name: OperationName, params: Fields, body?: unknown, query?: Query) => Promise<Fields>;
  readonly stop: () => Promise<void>;
};

export const entity = 'BENCH';
const user = 'bench';
const claims = { sub: user, iss: 'https://issuer.bench', client_id: 'bench', token_use: 'access', exp: '4102444800' };

let shared: Promise<BenchDesk> | undefined;

/** One for all questions of a run: the store reads the environment once, as it is loaded. */
export function benchDesk(): Promise<BenchDesk> {
  shared ??= startBenchDesk();
  return shared;
}

export async function stopBenchDesk(): Promise<void> {
  await (await shared)?.stop();
}

async function startBenchDesk(): Promise<BenchDesk> {
  const engine = await startEngine();
  const tableName = `bench-${process.pid}-${Date.now()}`;
  Object.assign(process.env, {
    DYNAMODB_ENDPOINT: engine.endpoint,
    TABLE_NAME: tableName,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    TOKEN_ISSUER: claims.iss,
    TOKEN_AUDIENCE: claims.client_id,
    INSTALLATION_ADMINS: user,
    CURSOR_KEY: 'bench',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  });
  // The store reads the environment as it is loaded.
  const { dynamo } = await import('../functions/store/table.ts');
  await createTable(dynamo, tableName);
  await call('put-legal-entity', {}, { name: entity, baseCurrency: 'EUR', timeZone: 'Europe/Berlin' });
  await call('put-grant', { subject: user }, { roles: ['credit-admin', 'credit-manager', 'order-intake'] });
  return { tableName, call, stop: engine.stop };
}

const replaced: readonly OperationName[] = ['put-grant', 'put-parameters', 'post-adjustment'];
let calls = 0;

async function call(name: OperationName, params: Fields, body?: unknown, query?: Query): Promise<Fields> {
  const contract = operations.find((operation) => operation.name === name);
  if (contract === undefined) throw new Error(`there is no operation ${name}`);
  const isCsv = typeof body === 'string';
  calls += 1;
  const requestId = `request-${calls}`;
  const event = httpEvent({
    method: contract.method,
    route: contract.path,
    rawPath: contract.path,
    pathParameters: {
      ...('legalEntity' in contract.params.shape ? { legalEntity: entity } : {}),
      ...(params as Record<string, string>),
    },
    queryStringParameters: query,
    headers: {
      'content-type': isCsv ? 'text/csv' : 'application/json',
      'idempotency-key': requestId,
      ...(replaced.includes(name) ? { 'if-match': '*' } : {}),
    },
    body: body === undefined ? undefined : Buffer.from(isCsv ? body : JSON.stringify(body)),
    claims,
    requestId,
    receivedAt: new Date(),
  });
  const handler = await loadHandler(name);
  const answer = (await handler(event, lambdaContext(name, requestId))) as { statusCode: number; body?: string };
  if (answer.statusCode >= 300) throw new Error(`${name}: ${answer.statusCode} ${answer.body}`);
  return JSON.parse(answer.body ?? '{}') as Fields;
}
