import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { pasted } from '../harness/pasted.ts';
import { enginePid, gone, isRunning } from '../harness/running-processes.ts';
import { endChild, failingStart, startChild, startingChild, type StartedChild } from '../harness/start-child.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

// Several processes one after another, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const newFolder = temporaryFolders();
const children: StartedChild[] = [];
const orphans: number[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) await endChild(child, 'SIGTERM');
  for (const pid of orphans.splice(0).filter(isRunning)) process.kill(pid, 'SIGKILL');
});

async function start(folder: string, environment?: Readonly<Record<string, string>>): Promise<StartedChild> {
  const child = await startChild(folder, environment);
  children.push(child);
  return child;
}

async function legalEntities({ url, token }: StartedChild): Promise<readonly unknown[]> {
  const response = await fetch(`${url}/legal-entities`, { headers: { authorization: `Bearer ${token('ann')}` } });
  return ((await response.json()) as { readonly items: readonly unknown[] }).items;
}

async function setClock({ url }: StartedChild, instant: string, type = 'application/json'): Promise<number> {
  const response = await fetch(`${url}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify({ instant, legalEntity: 'ACME' }),
  });
  return response.status;
}

it('stops cleanly, leaves nothing running, and keeps data, clock and tokens across a restart', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const token = first.token('ann');
  expect(await legalEntities(first)).toMatchObject([{ legalEntity: 'ACME' }]);
  expect(await setClock(first, '2026-01-15T10:00:00Z')).toBe(422);
  expect(await setClock(first, '2126-06-15T10:00:00Z')).toBe(200);
  const engine = enginePid(folder);
  expect(await endChild(first, 'SIGINT')).toBe(0);
  expect(isRunning(engine)).toBe(false);
  expect(existsSync(join(folder, 'engine.json'))).toBe(false);

  const second = await start(folder);
  expect(await legalEntities({ ...second, token: () => token })).toMatchObject([{ legalEntity: 'ACME' }]);
  const clock = (await (await fetch(`${second.url}/local/clock`)).json()) as object;
  expect(clock).toMatchObject({ legalEntities: { ACME: '2126-06-15T10:00:00.000Z' } });
  expect(await setClock(second, '2126-06-15T09:59:59Z')).toBe(422);
});

it('ends the engine that a killed start left behind, and loses nothing', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await endChild(first, 'SIGKILL');
  const leftover = enginePid(folder);
  expect(isRunning(leftover)).toBe(true);
  const second = await start(folder);
  expect(isRunning(leftover)).toBe(false);
  expect(await legalEntities(second)).toMatchObject([{ legalEntity: 'ACME' }]);
});

it.each(['starts', 'runs'])('stops when whoever started it is gone while it %s', async (when) => {
  const folder = newFolder();
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `require('node:child_process').spawn(process.execPath, ['local/start.ts'], { stdio: ['ignore', 'inherit', 'inherit'] })
        .once('spawn', function () { console.log('pid ' + this.pid + '.') })`,
    ],
    {
      env: {
        ...process.env,
        HOLDFAST_DATA: folder,
        DYNAMODB_ENDPOINT: '',
        TABLE_NAME: 'holdfast',
        INSTALLATION_ADMINS: 'ann',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const isReached = (): boolean =>
    when === 'runs' ? said.includes('Holdfast runs at') : existsSync(join(folder, 'engine.json'));
  while (!isReached()) await setTimeout(10);
  const left = [Number(/pid (\d+)\./.exec(said)?.[1]), enginePid(folder)];
  orphans.push(...left);
  parent.kill('SIGKILL');
  for (const pid of left) await gone(pid);
});

it('ends where its engine does, for there is no answer without it, and the next start goes on', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const ended = once(first.process, 'exit');
  process.kill(enginePid(folder), 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(await legalEntities(await start(folder))).toHaveLength(1);
});

it('waits for an earlier start that is still stopping', async () => {
  const folder = newFolder();
  const first = await start(folder);
  first.process.kill('SIGSTOP');
  const second = startingChild(folder);
  try {
    await second.said(new RegExp(`Process ${first.process.pid} `));
    first.process.kill('SIGCONT');
    expect(await endChild(first, 'SIGTERM')).toBe(0);
    await second.said(/Holdfast runs at/);
  } finally {
    await endChild(second, 'SIGTERM');
  }
});

it('uses the engine that DYNAMODB_ENDPOINT names, starts none, and still runs once on its data', async () => {
  const folder = newFolder();
  const environment = { DYNAMODB_ENDPOINT: process.env['DYNAMODB_ENDPOINT'] ?? '', TABLE_NAME: `start-${process.pid}` };
  const child = await start(folder, environment);
  expect(await legalEntities(child)).toHaveLength(1);
  expect(existsSync(join(folder, 'engine.json'))).toBe(false);
  const twice = await failingStart(folder, environment);
  expect([twice.code, twice.output]).toEqual([1, expect.stringContaining('HOLDFAST_DATA')]);
  expect(twice.output).toContain(`Process ${child.process.pid} `);
});

async function settled({ url }: StartedChild): Promise<void> {
  expect((await fetch(`${url}/local/settled`)).status).toBe(200);
}

describe('while it runs', () => {
  let shared: StartedChild;
  let sharedFolder: string;
  beforeAll(async () => {
    sharedFolder = newFolder();
    shared = await startChild(sharedFolder);
  });
  afterAll(async () => {
    await endChild(shared, 'SIGTERM');
  });

  it('refuses to run twice on the same data, or on a port that is taken', async () => {
    const twice = await failingStart(sharedFolder);
    expect([twice.code, twice.output]).toEqual([1, expect.stringContaining('HOLDFAST_DATA')]);
    const folder = newFolder();
    const taken = await failingStart(folder, { PORT: new URL(shared.url).port });
    expect([taken.code, taken.output]).toEqual([1, expect.stringContaining('PORT')]);
    expect(isRunning(enginePid(folder))).toBe(false);
    expect(await legalEntities(shared)).toHaveLength(1);
  });

  it('serves pages that need no token', async () => {
    const { url } = shared;
    const page = async (path: string, accept = '*/*'): Promise<string> => {
      const response = await fetch(url + path, { headers: { accept } });
      return `${response.status} ${response.headers.get('content-type')}`;
    };
    expect(await page('/')).toBe('200 text/plain; charset=utf-8');
    expect(await page('/', 'text/html')).toBe('200 text/html; charset=utf-8');
    expect(await page('/docs')).toBe('200 text/html; charset=utf-8');
    expect(await page('/.well-known/jwks.json')).toBe('200 application/json');
    expect(await page('/local/events')).toBe('200 application/json');
    expect(await page('/local/dead-letters')).toBe('200 application/json');
    expect(await page('/local/queues')).toBe('200 application/json');
    expect(await page('/local/settled')).toBe('200 application/json');
    expect((await fetch(`${url}/docs`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${url}/local/clock`, { method: 'OPTIONS' })).headers.get('allow')).toBe(
      'GET, POST, HEAD, OPTIONS',
    );
    expect((await fetch(`${url}/docs`, { method: 'DELETE' })).status).toBe(405);
    expect(await setClock({ url } as StartedChild, '2126-06-15T10:00:00Z', 'text/plain')).toBe(415);
    expect(await setClock({ url } as StartedChild, 'yesterday')).toBe(422);
  });

  it('prints commands that work as they are: an order is held, why, and it goes once the customer has paid', async () => {
    const child = shared;
    expect(pasted(child, 0)).toMatchObject({ answer: 'held', reasons: [{ code: 'credit-limit-used' }] });
    const payment = expect.objectContaining({ kind: 'pay', amount: '1000.00', currency: 'EUR' }) as unknown;
    const clearances = expect.arrayContaining([payment]) as unknown;
    expect(pasted(child, 1)).toMatchObject({ state: 'open', reasons: [{ isActive: true, now: { clearances } }] });
    expect(pasted(child, 2)).toMatchObject({ amount: '1000.00' });
    expect(pasted(child, 3)).toMatchObject({ state: 'released', end: { by: 'automatic' } });
    const { items } = (await (await fetch(`${child.url}/local/events`)).json()) as {
      items: { attributes: { type: string } }[];
    };
    const types = items.map(({ attributes }) => attributes.type);
    expect(types).toEqual(expect.arrayContaining(['holdfast.order-held.v1', 'holdfast.order-released.v1']));
  });

  it('shows a message that nobody can read as a dead letter, with its cause', async () => {
    const child = shared;
    const { endpoint, items } = (await (await fetch(`${child.url}/local/queues`)).json()) as {
      readonly endpoint: string;
      readonly items: readonly { readonly name: string; readonly url: string }[];
    };
    const sender = new SQSClient({ endpoint });
    const QueueUrl = items.find(({ name }) => name === 'intake')?.url;
    await sender.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no JSON' }));
    sender.destroy();
    await settled(child);
    const dead = (await (await fetch(`${child.url}/local/dead-letters`)).json()) as {
      readonly items: readonly object[];
    };
    expect(dead.items).toMatchObject([{ queue: 'intake', body: 'no JSON', cause: expect.anything() as unknown }]);
  });
});
