import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type Gateway, type GatewayOptions } from '../../local/gateway.ts';
import { throttle } from '../../local/throttle.ts';
import { testEnvironment } from '../harness/environment.ts';
import { startHarness, type Harness } from '../harness/start-harness.ts';

let harness: Harness;
let gateway: Gateway;

/** Tokens are the business of token-check.test.ts: here a header's text is the subject. */
const claimsOf = (authorization: string | undefined): Record<string, string> | undefined =>
  authorization === undefined
    ? undefined
    : {
        sub: authorization,
        iss: testEnvironment.TOKEN_ISSUER,
        client_id: testEnvironment.TOKEN_AUDIENCE,
        token_use: 'access',
        exp: '4102444800',
      };

const options = { port: 0, checkToken: claimsOf, localPage: async () => undefined, afterRequest: () => {} };

beforeAll(async () => {
  harness = await startHarness();
  gateway = await startGateway({ ...options, throttle: throttle(undefined) });
  await harness.call('put-legal-entity', {
    as: 'root',
    params: { legalEntity: 'Ümläut/1' },
    body: { name: 'One', baseCurrency: 'EUR', timeZone: 'UTC' },
  });
  await harness.grant('ann', 'Ümläut/1', ['credit-admin']);
});
afterAll(() => gateway.stop());

const asAnn = { headers: { authorization: 'ann' } };

it('decodes path parameters, an encoded slash included', async () => {
  const response = await fetch(`${gateway.url}/legal-entities/${encodeURIComponent('Ümläut/1')}`, asAnn);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ name: 'One' });
  expect(response.headers.get('etag')).toBe('"1"');
});

it('passes bytes through as they are, whatever type they claim', async () => {
  const put = async (name: Buffer, type: string): Promise<readonly unknown[]> => {
    const body = Buffer.concat([
      Buffer.from('{"baseCurrency":"EUR","timeZone":"UTC","name":"'),
      name,
      Buffer.from('"}'),
    ]);
    const headers = { authorization: 'root', 'content-type': type };
    const response = await fetch(`${gateway.url}/legal-entities/X`, { method: 'PUT', headers, body });
    return [response.status, await response.json()];
  };
  for (const type of ['application/json', 'application/json; charset=utf-8', 'application/octet-stream']) {
    for (const bad of [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0xaf]])
      expect(await put(Buffer.from(bad), type)).toMatchObject([400, { errors: [{ code: 'invalid_json' }] }]);
  }
  expect(await put(Buffer.from('Ünï'), 'application/json')).toMatchObject([201, { name: 'Ünï' }]);
});

it('joins repeated query parameters by a comma', async () => {
  const response = await fetch(`${gateway.url}/legal-entities?limit=1&limit=2`, asAnn);
  const problem = (await response.json()) as { readonly errors: readonly { readonly pointer: string }[] };
  expect([response.status, problem.errors[0]?.pointer]).toEqual([422, '/query/limit']);
});

it('answers unknown paths and methods with a problem document, no token needed', async () => {
  for (const [method, path] of [
    ['GET', '/nowhere'],
    ['GET', '/legal-entities/'],
    ['POST', '/legal-entities/X'],
    ['OPTIONS', '/legal-entities/X'],
  ] as const) {
    const response = await fetch(gateway.url + path, { method });
    expect([method, path, response.status, ((await response.json()) as { type: string }).type]).toEqual([
      method,
      path,
      404,
      'urn:holdfast:problem:unknown-path',
    ]);
  }
});

it('answers a HEAD without a body', async () => {
  const response = await fetch(`${gateway.url}/nowhere`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([404, '']);
});

it('words 401 as API Gateway does', async () => {
  const response = await fetch(`${gateway.url}/legal-entities`);
  expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
});

it.each([
  ['/legal-entities/%zz', '/path'],
  ['/legal-entities/%ff', '/path'],
  ['/legal-entities?limit=%zz', '/query'],
  ['/legal-entities?%c3%28=1', '/query'],
])('refuses %s, which is no percent-encoded UTF-8, and goes on', async (path, pointer) => {
  const { hostname: host, port } = new URL(gateway.url);
  const request = httpRequest({ host, port, path, headers: asAnn.headers });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect([response.statusCode, response.headers['content-type']]).toEqual([400, 'application/problem+json']);
  expect(await json(response)).toMatchObject({ errors: [{ pointer }] });
  expect((await fetch(`${gateway.url}/legal-entities`, asAnn)).status).toBe(200);
});

it('gives 400 for what is not HTTP, and goes on', async () => {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  socket.end('nonsense\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${gateway.url}/legal-entities`, asAnn)).status).toBe(200);
});

it('answers 500 where an answer cannot be sent, and goes on', async () => {
  const unsendable = { status: 200, headers: { name: 'two\nlines' } };
  const localPage: GatewayOptions['localPage'] = async ({ path }) => (path === '/bad' ? unsendable : undefined);
  const broken = await startGateway({ ...options, throttle: throttle(undefined), localPage });
  expect((await fetch(`${broken.url}/bad`)).status).toBe(500);
  expect((await fetch(`${broken.url}/legal-entities`, asAnn)).status).toBe(200);
  await broken.stop();
});

it('refuses over 256 KB as the pipeline does, over 10 MB as API Gateway does', async () => {
  const put = (bytes: number): Promise<Response> =>
    fetch(`${gateway.url}/legal-entities/X`, {
      method: 'PUT',
      headers: { authorization: 'root', 'content-type': 'application/json' },
      body: ' '.repeat(bytes),
    });
  expect((await put(256 * 1024)).status).toBe(400);
  const overPipeline = await put(256 * 1024 + 1);
  expect([overPipeline.status, overPipeline.headers.get('content-type')]).toEqual([413, 'application/problem+json']);
  expect((await put(10 * 1024 * 1024)).headers.get('content-type')).toBe('application/problem+json');
  const overGateway = await put(10 * 1024 * 1024 + 1);
  expect([overGateway.status, await overGateway.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
});

it('throttles where a rate is set', async () => {
  const limited = await startGateway({ ...options, throttle: throttle(2, () => 0) });
  const statuses = [];
  for (let count = 0; count < 3; count += 1)
    statuses.push((await fetch(`${limited.url}/legal-entities`, asAnn)).status);
  await limited.stop();
  expect(statuses).toEqual([200, 200, 429]);
});
