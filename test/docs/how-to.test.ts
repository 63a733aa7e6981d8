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

test('audit: the trail is read, is intact, holds the kept head, and its hashes can be computed', async () => {
  const [read = '', verify = '', keep = '', compute = ''] = pageCommands('how-to/audit.md', {
    variables: { URL: child.url },
    folder,
  });
  const pages = lines(await runScript(read)).map((line) => JSON.parse(line) as { readonly items: readonly object[] });
  const [ofCustomer, ofEntity] = pages.map(({ items }) => items);
  expect(ofCustomer?.at(-1)).toMatchObject({ number: 1, what: { kind: 'customer', id: 'C-1001' }, before: null });
  expect(ofEntity?.at(-1)).toMatchObject({ number: 1, what: { kind: 'legal-entity', id: 'ACME' } });
  const verified = [...lines(await runScript(verify)), ...lines(await runScript(keep))];
  expect(verified.map((line) => JSON.parse(line) as object)).toMatchObject(
    Array.from({ length: 3 }, () => ({ state: 'intact', broken: null })),
  );
  const computed = lines(await runScript(compute));
  expect(computed).toEqual(ofEntity?.map((_, index) => `${ofEntity.length - index} true`));
});

function lines(output: string): readonly string[] {
  return output.trim().split('\n');
}

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
