import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operations } from '../../functions/operations.ts';
import type { Contract } from '../../functions/contract.ts';
import { clientTimeouts } from '../../functions/store/client-options.ts';
import { queues, type Worker, workers } from '../../functions/workers.ts';
import { deployedFunctions, unknownPath } from '../../infra/deployed-functions.ts';
import { gatewayTimeoutSeconds } from '../../infra/timeouts.ts';
import { actionsOf, functionsOf, statementsOf, type DeployedFunction } from './function-resources.ts';
import { only, resourcesOf, synthesize } from './synthesized.ts';

const prod = synthesize({ stage: 'prod', 'installation-admins': 'root', 'intake-principal': 'erp' });
const functions = functionsOf(prod);

function named(name: string): DeployedFunction {
  return only(functions.filter((one) => one.name === name));
}

describe('every function', () => {
  test('is deployed once, under its plain name', () => {
    expect(functions.map(({ name }) => name).toSorted()).toEqual([...deployedFunctions].toSorted());
  });

  test('is Node 24 on arm64 with its own bundle and a log group that forgets', () => {
    for (const { properties, logGroup } of functions) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
      expect(logGroup?.Properties).toMatchObject({ RetentionInDays: 90 });
    }
    const assets = resourcesOf(prod, 'AWS::Lambda::Function').map(({ Metadata }) => Metadata?.['aws:asset:path']);
    expect(new Set(assets).size).toBe(functions.length);
  });

  test('leaves its source map out of what is deployed', () => {
    for (const { Metadata } of resourcesOf(prod, 'AWS::Lambda::Function')) {
      expect(readdirSync(join(prod.assembly.directory, String(Metadata?.['aws:asset:path'])))).toEqual(['index.mjs']);
    }
  });

  test('cannot set the clock', () => {
    for (const { environment } of functions) expect(environment).not.toHaveProperty('HOLDFAST_SETTABLE_CLOCK');
  });
});

describe('time', () => {
  const seconds = functions.map(({ properties }) => Number(properties['Timeout']));

  test('a call of the store with all its attempts ends before the function', () => {
    const { connectionTimeoutMs, requestTimeoutMs, maxAttempts } = clientTimeouts;
    // The SDK waits at most this long before its second and third attempt together.
    const backOffMs = 100 * (2 ** maxAttempts - 2);
    const worstMs = maxAttempts * (connectionTimeoutMs + requestTimeoutMs) + backOffMs;
    expect(worstMs).toBeLessThan(Math.min(...seconds) * 1_000);
  });

  test('a function ends before the gateway gives up on it', () => {
    expect(Math.max(...seconds)).toBeLessThan(gatewayTimeoutSeconds);
    for (const { Properties } of resourcesOf(prod, 'AWS::ApiGatewayV2::Integration')) {
      expect(Properties['TimeoutInMillis']).toBe(gatewayTimeoutSeconds * 1_000);
    }
  });

  test('a message stays hidden for more than six times as long as its function may run', () => {
    for (const { visibilitySeconds } of Object.values(queues)) {
      expect(visibilitySeconds / 6).toBeGreaterThan(Math.max(...seconds));
    }
    const working = resourcesOf(prod, 'AWS::SQS::Queue').filter((queue) => 'RedrivePolicy' in queue.Properties);
    expect(new Set(working.map((queue) => queue.Properties['VisibilityTimeout']))).toEqual(
      new Set(Object.values(queues).map((queue) => queue.visibilitySeconds)),
    );
  });
});

describe('routes', () => {
  const routes = resourcesOf(prod, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties);

  test('there is one per operation, and one for every other path', () => {
    const expected = [...operations.map(({ method, path }) => `${method} ${path}`), '$default'];
    expect(routes.map((route) => String(route['RouteKey'])).toSorted()).toEqual(expected.toSorted());
  });

  test('only the answer to unknown paths needs no token', () => {
    for (const route of routes) {
      expect(route['AuthorizationType']).toBe(route['RouteKey'] === '$default' ? 'NONE' : 'JWT');
    }
  });

  test('requests are counted, and their log names neither path nor body', () => {
    const stage = only(resourcesOf(prod, 'AWS::ApiGatewayV2::Stage')).Properties;
    expect(stage['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: expect.any(Number) as unknown,
      ThrottlingBurstLimit: expect.any(Number) as unknown,
    });
    const { Format } = stage['AccessLogSettings'] as { readonly Format: string };
    expect(Format).not.toMatch(/\$context\.(path|identity)/);
  });
});

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];
const reads = ['GetItem', 'BatchGetItem', 'Query'];

describe('grants', () => {
  test('no statement of any role is for all resources, all actions or a whole table of indexes', () => {
    for (const role of resourcesOf(prod, 'AWS::IAM::Role')) {
      expect(role.Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(JSON.stringify(statementsOf(role))).not.toContain('*');
    }
    expect(resourcesOf(prod, 'AWS::IAM::Policy')).toEqual([]);
    expect(resourcesOf(prod, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  });

  test.each(operations.map((operation: Contract) => [operation.name, operation.method] as const))(
    '%s (%s) may do with the table what its method needs',
    (name, method) => {
      const expected = method === 'GET' ? reads : [...reads, ...writes];
      expect(actionsOf(named(name), 'dynamodb')).toEqual(new Set(expected));
      expect(actionsOf(named(name), 'kms').has('Encrypt')).toBe(method !== 'GET');
      expect(actionsOf(named(name), 'sqs')).toEqual(new Set());
      expect(actionsOf(named(name), 'sns')).toEqual(new Set());
    },
  );

  test.each(workers.map((worker: Worker) => [worker.name, worker] as const))(
    '%s may do what it says',
    (name, worker) => {
      const isOnQueue = worker.trigger.kind === 'queue';
      const ofTable = { none: [], read: reads, 'read-write': [...reads, ...writes] }[worker.table];
      const ofStream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
      const expected = worker.trigger.kind === 'stream' ? [...ofTable, ...ofStream] : ofTable;
      expect(actionsOf(named(name), 'dynamodb')).toEqual(new Set(expected));
      expect(actionsOf(named(name), 'sns')).toEqual(new Set(worker.publishes ? ['Publish'] : []));
      expect(actionsOf(named(name), 'sqs').has('ReceiveMessage')).toBe(isOnQueue);
      const send = only(named(name).statements.filter(({ Action }) => Action.includes('sqs:SendMessage')));
      // Whoever cannot do something leaves it somewhere: the dead letters of its queue, or a queue of failures.
      expect(send.Resource).toHaveLength(worker.sendsTo.length + 1);
    },
  );

  test('whoever answers unknown paths may only log', () => {
    expect(named(unknownPath).statements).toHaveLength(1);
    expect(actionsOf(named(unknownPath), 'logs')).toEqual(new Set(['CreateLogStream', 'PutLogEvents']));
  });

  test('the key of the table can be used through its service only', () => {
    const statements = functions.flatMap((one) => one.statements);
    const keyed = statements.filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
    expect(keyed.length).toBeGreaterThan(0);
    for (const { Condition } of keyed) expect(Condition).toHaveProperty(['StringEquals', 'kms:ViaService']);
  });
});

describe('environment', () => {
  test('operations know table, tokens and administrators', () => {
    for (const { name } of operations) {
      const { environment } = named(name);
      expect(Object.keys(environment)).toEqual(
        expect.arrayContaining(['TABLE_NAME', 'TOKEN_ISSUER', 'TOKEN_AUDIENCE']),
      );
      expect(environment['INSTALLATION_ADMINS']).toBe('root');
    }
  });

  test('lists alone have the key that signs cursors, and by reference', () => {
    for (const operation of operations as readonly Contract[]) {
      const { environment } = named(operation.name);
      const isList = operation.query !== undefined && 'cursor' in operation.query.shape;
      expect('CURSOR_KEY' in environment).toBe(isList);
      if (isList) expect(JSON.stringify(environment['CURSOR_KEY'])).toContain('{{resolve:secretsmanager:');
    }
  });

  test.each(workers.map((worker: Worker) => [worker.name, worker] as const))(
    '%s knows its queues and topic',
    (name, worker) => {
      const own = worker.trigger.kind === 'queue' ? [worker.trigger.queue] : [];
      const urls = [
        ...[...worker.sendsTo, ...own].map((queue) => `QUEUE_URL_${queue.toUpperCase()}`),
        ...own.map((queue) => `QUEUE_URL_${queue.toUpperCase()}_DEAD`),
      ];
      const variables = Object.keys(named(name).environment);
      expect(variables.filter((variable) => variable.startsWith('QUEUE_URL_')).toSorted()).toEqual(
        [...new Set(urls)].toSorted(),
      );
      expect(variables.includes('TOPIC_ARN')).toBe(worker.publishes);
      expect(variables.includes('TABLE_NAME')).toBe(worker.table !== 'none');
      expect(named(name).environment['INTAKE_PRINCIPAL']).toBe(own.includes('intake') ? 'erp' : undefined);
    },
  );
});
