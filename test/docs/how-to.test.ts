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
  const [orders, look, fits, release, edit, reject, ...later] = pageCommands('how-to/work-holds.md', {
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
  expect(JSON.parse(await runScript(edit))).toMatchObject({ owner: 'cem', reviewDate: '2126-07-01' });
  const refused = lines(await runScript(reject)).map((line) => JSON.parse(line) as object);
  expect(refused).toMatchObject([{ results: [{ outcome: 'done' }] }, { answer: 'rejected' }]);
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

describe('adjust credit limits', () => {
  const page = 'how-to/adjust-credit-limits.md';
  const acme = '/legal-entities/ACME';

  test('every command is accepted, and the posting lets the held order go', async () => {
    const answers: string[] = [];
    for (const script of pageCommands(page, { variables: { URL: child.url }, folder })) {
      answers.push(await runScript(script));
      await settled();
    }
    const refused = answers.flatMap((answer) => lines(answer).filter((line) => line.includes('urn:holdfast:problem')));
    expect(refused.map((line) => JSON.parse(line) as object)).toMatchObject([
      { type: 'urn:holdfast:problem:approval-required', workflow: 'LARGE-LIMITS' },
    ]);
    const [held, , , posted, effect] = answers;
    expect(held).toContain('"answer":"held"');
    expect(posted).toContain('"state":"posted"');
    expect(effect).toContain('"creditLimit":"6000.00"');
    expect(effect).toContain('"state":"released"');
    const { items } = (await send('GET', 'cem', `${acme}/adjustments/ADJ-000002/lines`)) as {
      readonly items: readonly object[];
    };
    const shifted = { customer: 'C-5701', currentLimit: '6000.00', newLimit: '7000.00', expiryDate: '2127-12-31' };
    expect(items).toContainEqual(expect.objectContaining(shifted));
    const [journal, customer, hold] = lines(answers.at(-1) ?? '').map((line) => JSON.parse(line) as object);
    expect(journal).toMatchObject({ state: 'posted', approvalStatus: 'carried-out', posted: { by: 'cem' } });
    expect([customer, hold]).toMatchObject([{ creditLimit: '60000.00' }, { state: 'released' }]);
  });
});

test('send documents: each counts once, is checked against, is carried out by queue, and adds up', async () => {
  const scripts = pageCommands('how-to/send-documents.md', { variables: { URL: child.url }, folder });
  const [documents, check, byCurl, reconcile] = scripts;
  expect(lines(await runScript(documents)).map((line) => JSON.parse(line) as object)).toMatchObject([
    { name: 'Corner Shop Ltd' },
    { order: { order: 'SO-4001' } },
    { packingSlip: 'PS-4001' },
    { open: '400.00' },
    { payment: 'PAY-4001' },
    { settlement: 'ST-4001' },
    { creditNote: 'CN-4001' },
    { components: { openReceivables: '230.00', deliveredNotInvoiced: '600.00', openOrders: '200.00' } },
  ]);
  expect(lines(await runScript(check)).map((line) => JSON.parse(line) as object)).toMatchObject([
    { outcome: 'within-limit', message: 'none' },
    { outcome: 'over-limit', message: 'warning' },
  ]);
  expect(JSON.parse(await runScript(byCurl))).toHaveProperty('MessageId');
  await settled();
  expect(await send('GET', 'ola', '/legal-entities/ACME/orders/SO-4711')).toMatchObject({ amount: '400.00' });
  const counts = { orders: 1, packingSlips: 1, invoices: 1, credits: 2 };
  expect(JSON.parse(await runScript(reconcile))).toMatchObject({ documents: counts, differences: [] });
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

test('run periodic tasks: the schedule starts its job the next morning, which finds no difference', async () => {
  const [set, morning, follow] = pageCommands('how-to/periodic-tasks.md', { variables: { URL: child.url }, folder });
  const [reconcile, deletion] = lines(await runScript(set)).map((line) => JSON.parse(line) as object);
  expect(reconcile).toMatchObject({ schedule: 'RECONCILE', setBy: 'bob', isOn: true, last: null });
  expect(deletion).toMatchObject({ schedule: 'FIVE-YEARS', setBy: 'ann' });
  await runScript(morning);
  const results = JSON.parse(lines(await runScript(follow)).at(-1) ?? '') as { readonly items: readonly object[] };
  expect(results.items).toContainEqual(expect.objectContaining({ outcome: 'equal', customer: 'C-1001' }));
  expect(results.items.filter((one) => !('outcome' in one && one.outcome === 'equal'))).toEqual([]);
  const schedule = await send('GET', 'bob', '/legal-entities/ACME/schedules/RECONCILE');
  expect(schedule).toMatchObject({ nextOn: '2126-07-01', last: { on: '2126-06-30', problem: null } });
});

test('score risk: the statistics, the parts of the score and the risk group are as the page says', async () => {
  const [calculate, setUp, score] = pageCommands('how-to/score-risk.md', { variables: { URL: child.url }, folder });
  const statistics = JSON.parse(lines(await runScript(calculate)).at(-1) ?? '') as object;
  expect(statistics).toMatchObject({ customer: 'C-3301', balance: '4500.00', limit: '9000.00' });
  expect(await runScript(setUp)).not.toContain('urn:holdfast:problem');
  expect(JSON.parse(lines(await runScript(score)).at(-1) ?? '')).toMatchObject({
    riskScore: 60,
    riskGroup: 'HIGH',
    indicator: 'high',
    calculated: {
      parts: [
        { scoringGroup: 'BALANCE', score: 40 },
        { scoringGroup: 'COUNTRY', score: 20 },
      ],
    },
  });
});
