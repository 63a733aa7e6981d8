import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageCommands, runScript } from '../harness/page-commands.ts';
import { endChild, startChild, type StartedChild } from '../harness/start-child.ts';
import { temporaryFolders } from '../harness/temporary-folders.ts';

const newFolder = temporaryFolders();
let folder: string;
let child: StartedChild;
beforeAll(async () => {
  folder = newFolder();
  child = await startChild(folder);
});
afterAll(() => endChild(child, 'SIGTERM'));

async function send(method: string, as: string, path: string, body?: object): Promise<object> {
  const response = await fetch(child.url + path, {
    method,
    headers: {
      authorization: `Bearer ${readFileSync(join(folder, 'tokens', as), 'utf8')}`,
      'content-type': 'application/json',
      'idempotency-key': path.replaceAll('/', '.').slice(-64),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as object;
}

async function settled(): Promise<void> {
  expect((await fetch(`${child.url}/local/settled`)).ok).toBe(true);
}

describe('set up a legal entity', () => {
  const us = '/legal-entities/ACME-US';

  test('every command is accepted', async () => {
    for (const script of pageCommands('how-to/set-up-an-entity.md', { variables: { URL: child.url }, folder })) {
      const answers = (await runScript(script)).trim().split('\n');
      expect(answers.filter((answer) => answer.includes('urn:holdfast:problem'))).toEqual([]);
    }
    const parameters = await send('GET', 'ann', `${us}/parameters`);
    expect(parameters).toMatchObject({
      creditLimitCheck: 'rules',
      checkPaymentTermsRank: true,
      automaticReleaseReason: 'CLEARED',
    });
  });

  test('and what they set up holds an order 20 days overdue, except of the group', async () => {
    await send('POST', 'ann', '/local/clock', { instant: '2126-06-15T16:00:00Z', legalEntity: 'ACME-US' });
    const amount = { amount: '100.00', currency: 'USD' };
    const dates = { date: '2126-04-26', dueDate: '2126-05-26' };
    const answers = [];
    for (const customer of ['US-1', 'US-2']) {
      await send('PUT', 'ola', `${us}/invoices/INV-${customer}`, { customer, ...dates, ...amount });
      const order = `SO-${customer}`;
      await send('PUT', 'ola', `${us}/orders/${order}`, { customer, version: 1, state: 'draft', ...amount });
      const question = { customer, order, checkpoint: 'confirmation', mode: 'posting' };
      answers.push(await send('POST', 'ola', `${us}/checkpoint-requests`, question));
    }
    expect(answers).toMatchObject([{ answer: 'held', reasons: [{ code: 'days-overdue' }] }, { answer: 'passed' }]);
  });
});

test('send documents: a message to the local queue is carried out', async () => {
  const { items } = (await (await fetch(`${child.url}/local/queues`)).json()) as {
    readonly items: readonly { readonly name: string; readonly url: string }[];
  };
  const QUEUE = items.find(({ name }) => name === 'intake')?.url ?? '';
  const [byCurl] = pageCommands('how-to/send-documents.md', { variables: { QUEUE }, folder });
  expect(JSON.parse(await runScript(byCurl))).toHaveProperty('MessageId');
  await settled();
  expect(await send('GET', 'ola', '/legal-entities/ACME/orders/SO-4711')).toMatchObject({ amount: '400.00' });
});

test('work the hold list: what the commands force is held, and what they try is not', async () => {
  const scripts = pageCommands('how-to/work-holds.md', { variables: { URL: child.url }, folder });
  const answers = [];
  for (const script of scripts) answers.push(await runScript(script));
  expect(answers.join('')).not.toContain('urn:holdfast:problem');
  await settled();
  const { items } = (await send('GET', 'bob', '/legal-entities/ACME/jobs')) as {
    readonly items: readonly { readonly job: string; readonly kind: string }[];
  };
  const job = items.find(({ kind }) => kind === 'force-hold');
  const results = await send('GET', 'bob', `/legal-entities/ACME/jobs/${job?.job}/results`);
  expect(results).toMatchObject({ items: [{ outcome: 'already-forced', order: 'SO-3001', by: 'bob' }] });
  const hold = await send('GET', 'cem', '/legal-entities/ACME/holds/SO-3001.1');
  expect(hold).toMatchObject({ isForced: true, state: 'ready-to-release', note: 'They deny the last delivery' });
});
