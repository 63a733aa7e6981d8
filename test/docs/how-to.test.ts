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

test('work the hold list: the example goes as its page says', async () => {
  const [orders, look, fits, release, ...later] = pageCommands('how-to/work-holds.md', {
    variables: { URL: child.url },
    folder,
  });
  const answers = (await runScript(orders)).match(/"answer":"\w+"/g);
  expect(answers).toEqual(['"answer":"passed"', ...Array.from({ length: 3 }, () => '"answer":"held"')]);
  await settled();
  expect(JSON.parse(await runScript(look))).toMatchObject({
    reasons: [{ atHold: { title: '已用信用额度' } }],
    evaluatedNow: { fixes: [{ clearance: { kind: 'pay', amount: '2000.00' }, isCheapest: true }, {}, {}] },
  });
  expect(JSON.parse(await runScript(fits))).toMatchObject({
    items: [
      { order: 'SO-3002', fits: false, keptBy: 'credit', freeBefore: '1000.00' },
      { order: 'SO-3003', fits: false, keptBy: 'credit' },
      { order: 'SO-3004', fits: true, freeAfter: '600.00' },
    ],
  });
  expect(JSON.parse(await runScript(release))).toMatchObject({ results: [{ outcome: 'done' }] });
  await withdrawn(later);
});

async function withdrawn([prepare, withdraw, release]: readonly string[]): Promise<void> {
  expect(await runScript(prepare)).toContain('"answer":"held"');
  const [released, takenBack] = (await runScript(withdraw)).trim().split('\n');
  expect([released, takenBack]).toEqual([
    expect.stringContaining('"state":"releasing"'),
    expect.stringContaining('"state":"open"'),
  ]);
  expect(await runScript(release)).toContain('"state":"releasing"');
  await settled();
  const hold = await send('GET', 'cem', '/legal-entities/ACME/holds/SO-3101.1');
  expect(hold).toMatchObject({ state: 'released', end: { by: 'bob', withPosting: true } });
}

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

test('have others approve: a clerk asks, a manager agrees, and the clerk releases', async () => {
  const [prepare, submit, approve, release] = pageCommands('how-to/approvals.md', {
    variables: { URL: child.url },
    folder,
  });
  expect(await runScript(prepare)).toContain('"answer":"held"');
  expect(await runScript(submit)).toContain('"outcome":"awaiting-approval"');
  const [approved, read] = (await runScript(approve)).trim().split('\n');
  expect(JSON.parse(approved ?? '')).toMatchObject({ state: 'approved', approvedBy: ['bob'] });
  expect(JSON.parse(read ?? '')).toMatchObject({ state: 'approved', history: [{ by: 'cem' }, { by: 'bob' }] });
  expect(await runScript(release)).toContain('"outcome":"done"');
});

test('find what has to be reviewed: the customer is found, and exported', async () => {
  const [prepare, list, exported] = pageCommands('how-to/review-customers.md', {
    variables: { URL: child.url },
    folder,
  });
  expect(await runScript(prepare)).toContain('"kind":"find-review-work"');
  await settled();
  const [due, watch] = lines(await runScript(list));
  expect(JSON.parse(due ?? '')).toMatchObject({ items: [{ subject: { id: 'C-6001' }, date: '2026-01-15' }] });
  expect(JSON.parse(watch ?? '')).toHaveProperty('items');
  const positions = await runScript(exported);
  expect(positions).toContain('ACME,C-6001,Harbour Cafe');
  expect(positions).not.toContain('urn:holdfast:problem');
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

test('import from CSV: the good row is committed, the wrong one is named', async () => {
  const script = pageCommands('how-to/import-csv.md', { variables: { URL: child.url }, folder }).join('\n');
  const said = await runScript(script);
  expect(said).toContain('2,C-8002,creditLimit');
  expect(said).not.toContain('urn:holdfast:problem');
  await settled();
  const customers = '/legal-entities/ACME/customers';
  expect(await send('GET', 'bob', `${customers}/C-8001`)).toMatchObject({ creditLimit: '2500.00' });
  expect(await send('GET', 'bob', `${customers}/C-8002`)).toMatchObject({ status: 404 });
});

test('force holds: what the commands force is held, and what they try is not', async () => {
  const scripts = pageCommands('how-to/force-holds.md', { variables: { URL: child.url }, folder });
  const answers = [];
  for (const script of scripts) answers.push(await runScript(script));
  expect(answers.join('')).not.toContain('urn:holdfast:problem');
  await settled();
  const { items } = (await send('GET', 'bob', '/legal-entities/ACME/jobs')) as {
    readonly items: readonly { readonly job: string; readonly kind: string }[];
  };
  const job = items.find(({ kind }) => kind === 'force-hold');
  const results = await send('GET', 'bob', `/legal-entities/ACME/jobs/${job?.job}/results`);
  expect(results).toMatchObject({ items: [{ outcome: 'already-forced', order: 'SO-3201', by: 'bob' }] });
  const hold = await send('GET', 'cem', '/legal-entities/ACME/holds/SO-3201.1');
  expect(hold).toMatchObject({ isForced: true, state: 'ready-to-release', note: 'They deny the last delivery' });
});
