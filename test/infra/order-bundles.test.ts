import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putLegalEntity } from '../../functions/put-legal-entity/contract.ts';
import { dynamo } from '../../functions/store/table.ts';
import { bundleFunctions, type Bundle } from '../../infra/bundle.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { createTable } from '../../local/table.ts';
import { requestEvent } from '../harness/request-event.ts';

/** Orders and their documents pass through these, and a person or a warehouse waits for them. */
const orderFunctions = [
  'put-order',
  'cancel-order',
  'request-checkpoint',
  'put-packing-slip',
  'put-invoice',
  'put-credit-note',
  'put-payment',
  'route-intake',
  'process-intake',
  'evaluate-holds',
  'evaluate-customer-holds',
];
const largestBytes = 350 * 1024;

const outputs = mkdtempSync(join(tmpdir(), 'holdfast-order-bundles-'));
let bundles: readonly Bundle[];
let bundled: readonly string[];

beforeAll(async () => {
  bundles = await bundleFunctions({ names: [...orderFunctions, putLegalEntity.name], outputs });
  const { outputs: made } = JSON.parse(readFileSync(join(outputs, 'metafile.json'), 'utf8')) as Metafile;
  bundled = Object.values(made).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
});
afterAll(() => rmSync(outputs, { recursive: true, force: true }));

describe('the bundles of the order functions', () => {
  test.each(orderFunctions)('%s is within its budget', (name) => {
    expect(bundles.find((bundle) => bundle.name === name)?.bytes).toBeLessThanOrEqual(largestBytes);
  });

  test('carry nothing of what they leave out, and nothing that would miss it', () => {
    const absent = /mnemonist|[eE]ndpointDiscovery(Middleware|Plugin)|zod\/v4\/(classic|locales)/;
    expect(bundled.filter((path) => absent.test(path))).toEqual([]);
  });
});

test('a bundle signs, sends and stores like the sources', async () => {
  const tableName = `bundle-${process.pid}`;
  await createTable(dynamo, tableName);
  process.env['TABLE_NAME'] = tableName;
  const { handler } = (await import(pathToFileURL(join(outputs, putLegalEntity.name, 'index.mjs')).href)) as {
    readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
  };
  const input = {
    as: 'root',
    params: { legalEntity: 'ACME' },
    body: { name: 'Acme', baseCurrency: 'EUR', timeZone: 'UTC' },
  };
  const send = (headers: Readonly<Record<string, string>>): Promise<unknown> =>
    handler(
      requestEvent(putLegalEntity, { ...input, headers }, 'request'),
      lambdaContext(putLegalEntity.name, 'request'),
    );
  expect(await send({})).toMatchObject({ statusCode: 201 });
  expect(await send({ 'if-match': '*' })).toMatchObject({ statusCode: 200 });
});
