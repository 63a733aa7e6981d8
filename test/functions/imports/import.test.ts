import { beforeAll, describe, expect, it } from 'vitest';
import { killAt, type Fault } from '../documents/faults.ts';
import { legalEntity, startImportDesk, type ImportDesk, type Row } from './import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await startImportDesk();
});

const outcomes = (rows: readonly Row[]) => rows.map(({ outcome }) => outcome);
const lines = (...rows: readonly string[]) => rows.map((row) => `${row}\r\n`).join('');
const customerOf = async (customer: string) => (await desk.call('get-customer', { customer })).body;

describe('an import of customers (§15.3)', () => {
  it('shows in a dry run what it would do, changes nothing, and then does that', async () => {
    await desk.call('put-customer', { customer: 'A2' }, { name: 'Old', currency: 'EUR', notes: 'stays' });
    const csv = lines(
      'customer,name,currency,creditLimit,unlimited',
      'A1,"Müller, Söhne",EUR,1000.00,',
      'A2,New,EUR,500,true',
    );
    await desk.upload('A', 'customers', [`\uFEFF${csv}`]);
    const dryRun = await desk.dryRun('A');
    expect(await desk.results(dryRun)).toEqual([
      { outcome: 'would-create', row: 1, id: 'A1' },
      { outcome: 'would-change', row: 2, id: 'A2' },
    ]);
    expect((await desk.call('get-customer', { customer: 'A1' })).status).toBe(404);
    const job = await desk.commit('A', dryRun);
    expect(outcomes(await desk.results(job))).toEqual(['created', 'changed']);
    expect(await customerOf('A1')).toMatchObject({ name: 'Müller, Söhne', creditLimit: '1000.00', unlimited: false });
    expect(await customerOf('A2')).toMatchObject({
      name: 'New',
      creditLimit: '500.00',
      unlimited: true,
      notes: 'stays',
    });
    const again = await desk.dryRun('A');
    expect(outcomes(await desk.results(again))).toEqual(['unchanged', 'unchanged']);
  });

  it('says of each wrong row in which column and why, and commits the others', async () => {
    const header = 'customer;name;currency;creditLimit;creditLimitExpiryDate;unlimited;creditManagementGroup';
    const rows = [
      'B1;Good;EUR;1;;;',
      'B2;Decimals;EUR;1.001;;;',
      'B3;Date;EUR;1;2026-02-30;maybe;',
      'B4;Group;EUR;1;;;NONE',
      'B5;Cells;EUR',
      ';Nobody;EUR;1;;;',
    ];
    await desk.upload('B', 'customers', [lines(header, ...rows)], ';');
    const dryRun = await desk.dryRun('B');
    const found = await desk.results(dryRun);
    expect(outcomes(found)).toEqual(['would-create', 'invalid', 'invalid', 'invalid', 'invalid', 'invalid']);
    const { body } = await desk.call('export-import-errors', { import: 'B', job: dryRun }, undefined, {
      query: { format: 'json' },
    });
    expect((body as { items: readonly object[] }).items).toMatchObject([
      { row: 2, id: 'B2', column: 'creditLimit', code: 'amount-does-not-fit-currency' },
      { row: 3, id: 'B3', column: 'unlimited', code: 'not-a-flag' },
      { row: 4, id: 'B4', column: 'creditManagementGroup', code: 'unknown-reference' },
      { row: 5, id: 'B5', column: null, code: 'column-count' },
      { row: 6, id: '', column: 'customer' },
    ]);
    const csv = await desk.call('export-import-errors', { import: 'B', job: dryRun }, undefined, {
      query: { fromRow: '5' },
    });
    expect(csv.headers['content-type']).toContain('text/csv');
    expect((csv.body as unknown as string).split('\r\n')).toHaveLength(4);
    const job = await desk.commit('B', dryRun);
    expect(outcomes(await desk.results(job))).toEqual(['created', ...Array.from({ length: 5 }, () => 'invalid')]);
  });

  it('reports a customer who has changed since the dry run, and leaves it as it is', async () => {
    await desk.call('put-customer', { customer: 'C1' }, { name: 'One', currency: 'EUR' });
    await desk.upload('C', 'customers', [lines('customer,name,currency', 'C1,Two,EUR', 'C2,Two,EUR')]);
    const dryRun = await desk.dryRun('C');
    const headers = { 'if-match': '*' };
    await desk.call('put-customer', { customer: 'C1' }, { name: 'Three', currency: 'EUR' }, { headers });
    const job = await desk.commit('C', dryRun);
    expect(outcomes(await desk.results(job))).toEqual(['outdated', 'created']);
    expect(await customerOf('C1')).toMatchObject({ name: 'Three' });
  });

  it('commits nothing of a text that has changed since the dry run', async () => {
    await desk.upload('D', 'customers', [lines('customer,name,currency', 'D1,One,EUR')]);
    const dryRun = await desk.dryRun('D');
    await desk.part('D', 1, lines('customer,name,currency', 'D2,Two,EUR'));
    const job = await desk.commit('D', dryRun);
    expect(await desk.results(job)).toEqual([{ outcome: 'outdated', row: 1 }]);
    expect((await desk.call('get-customer', { customer: 'D2' })).status).toBe(404);
  });

  it('takes a row that is there twice once', async () => {
    const rows = ['E1,One,EUR', 'E1,Two,EUR', 'E1,One,EUR'];
    await desk.upload('E', 'customers', [lines('customer,name,currency', ...rows)]);
    const job = await desk.commit('E', await desk.dryRun('E'));
    expect(outcomes(await desk.results(job))).toEqual(['created', 'outdated', 'unchanged']);
  });

  it('committed again, says that it changed nothing', async () => {
    await desk.call('put-customer', { customer: 'F2' }, { name: 'Old', currency: 'EUR' });
    await desk.upload('F', 'customers', [lines('customer,name,currency', 'F1,One,EUR', 'F2,New,EUR', 'F3,X,EURO')]);
    const dryRun = await desk.dryRun('F');
    expect(outcomes(await desk.results(await desk.commit('F', dryRun)))).toEqual(['created', 'changed', 'invalid']);
    expect(outcomes(await desk.results(await desk.commit('F', dryRun)))).toEqual(['unchanged', 'unchanged', 'invalid']);
  });
});

describe('an import of limits, invoices and orders', () => {
  it('changes the limits of customers that are there', async () => {
    await desk.call('put-customer', { customer: 'L1' }, { name: 'L1', currency: 'EUR', creditLimit: '1' });
    const csv = lines('creditLimitExpiryDate,customer,creditLimit', '2027-01-31,L1,2500', '2027-01-31,L2,1');
    await desk.upload('L', 'credit-limits', [csv]);
    const job = await desk.commit('L', await desk.dryRun('L'));
    expect(outcomes(await desk.results(job))).toEqual(['changed', 'invalid']);
    expect(await customerOf('L1')).toMatchObject({
      name: 'L1',
      creditLimit: '2500.00',
      creditLimitExpiryDate: '2027-01-31',
    });
  });

  it('counts open invoices and orders once, however often it is committed', async () => {
    await desk.call('put-customer', { customer: 'I1' }, { name: 'I1', currency: 'EUR', creditLimit: '9000' });
    const invoices = lines(
      'invoice,customer,date,dueDate,amount,currency',
      'IN1,I1,2026-05-01,2026-05-31,400.00,EUR',
      'IN2,NONE,2026-05-01,2026-05-31,1,EUR',
      'IN1,I1,2026-05-01,2026-05-31,400.00,EUR',
    );
    const orders = lines(
      'order,customer,version,state,amount,currency',
      'IO1,I1,1,open,250.00,EUR',
      'IO2,I1,x,open,1,EUR',
      'IO1,I1,1,open,250.00,EUR',
    );
    await desk.upload('I', 'invoices', [invoices]);
    await desk.upload('O', 'orders', [orders]);
    for (const file of ['I', 'O']) {
      const dryRun = await desk.dryRun(file);
      const first = await desk.commit(file, dryRun);
      expect(outcomes(await desk.results(first))).toEqual(['created', 'invalid', 'unchanged']);
      const second = await desk.commit(file, dryRun);
      expect(outcomes(await desk.results(second))).toEqual(['unchanged', 'invalid', 'unchanged']);
    }
    const { body } = await desk.call('get-credit-position', { customer: 'I1' });
    expect(body).toMatchObject({ components: { openReceivables: '400.00', openOrders: '250.00' } });
    const other = lines('invoice,customer,date,dueDate,amount,currency', 'IN1,I1,2026-05-01,2026-05-31,401.00,EUR');
    await desk.upload('I2', 'invoices', [other]);
    expect(await desk.results(await desk.dryRun('I2'))).toMatchObject([
      { outcome: 'invalid', errors: [{ column: null, code: 'document-differs' }] },
    ]);
  });
});

describe('an import of documents that others send too', () => {
  const order = (id: string, version: number, amount = '10.00', currency = 'EUR') =>
    desk.harness.call('put-order', {
      as: 'ola',
      params: { legalEntity, order: id },
      body: { customer: 'X1', version, state: 'open', amount, currency },
    });

  it('leaves an order as it is that changed, or came, since the dry run', async () => {
    await desk.call('put-customer', { customer: 'X1' }, { name: 'X1', currency: 'EUR', creditLimit: '9000' });
    await order('M1', 1);
    const header = 'order,customer,version,state,amount,currency';
    await desk.upload('X', 'orders', [
      lines(header, 'M1,X1,5,open,50.00,EUR', 'M2,X1,5,open,80.00,EUR', 'M3,X1,1,open,1.00,EUR'),
    ]);
    const dryRun = await desk.dryRun('X');
    await order('M1', 2);
    await order('M2', 4);
    expect(outcomes(await desk.results(await desk.commit('X', dryRun)))).toEqual(['outdated', 'outdated', 'created']);
    expect(
      (await desk.harness.call('get-order', { as: 'ola', params: { legalEntity, order: 'M1' } })).body,
    ).toMatchObject({
      version: 2,
      amount: '10.00',
    });
  });

  it('says in the dry run what the order of an invoice refuses', async () => {
    await desk.call('put-customer', { customer: 'X2' }, { name: 'X2', currency: 'EUR' });
    const header = 'invoice,customer,date,dueDate,amount,currency,order';
    const rows = ['XV1,X2,2026-05-01,2026-05-31,1.00,EUR,M1', 'XV2,X1,2026-05-01,2026-05-31,1.00,USD,M1'];
    await desk.upload('XI', 'invoices', [lines(header, ...rows)]);
    expect(await desk.results(await desk.dryRun('XI'))).toMatchObject([
      { outcome: 'invalid', errors: [{ code: 'customer-differs' }] },
      { outcome: 'invalid', errors: [{ code: 'document-currency-differs' }] },
    ]);
  });
});

describe('the parts of an import', () => {
  it('come in any order and again, and are worked through in theirs', async () => {
    await desk.call('put-import', { import: 'P' }, { kind: 'customers', parts: 3 });
    const parts = [
      lines('customer,name,currency', 'P1,One,EUR'),
      lines('P2,Two,EUR', 'P3,Three,EUR'),
      lines('P4,Four,EUR'),
    ];
    for (const part of [3, 1, 3]) await desk.part('P', part, parts[part - 1] ?? '');
    expect((await desk.call('get-import', { import: 'P' })).body).toMatchObject({ rows: 2, missing: [2] });
    const early = await desk.call('start-import-dry-run', { import: 'P' }, {});
    expect(early).toMatchObject({ status: 409, body: { missing: [2] } });
    await desk.part('P', 2, parts[1] ?? '');
    const results = await desk.results(await desk.commit('P', await desk.dryRun('P')));
    expect(results.map(({ row, id, outcome }) => [row, id, outcome])).toEqual([
      [1, 'P1', 'created'],
      [2, 'P2', 'created'],
      [3, 'P3', 'created'],
      [4, 'P4', 'created'],
    ]);
  });

  it('are sliced: a part of 250 rows gives 250 results', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => `S${index},Name,EUR`);
    await desk.upload('S', 'customers', [lines('customer,name,currency', ...rows)]);
    const dryRun = await desk.dryRun('S');
    const found = await desk.results(dryRun);
    expect(found.map(({ id }) => id)).toEqual(rows.map((row) => row.split(',')[0]));
    expect((await desk.call('get-job', { job: dryRun })).body).toMatchObject({
      state: 'done',
      total: 250,
      outcomes: { 'would-create': 250 },
    });
  });

  it.each([
    ['a column that is missing', 'customer,name\r\nX,X\r\n', '/columns/currency', 'column-missing'],
    ['a column that nobody knows', 'customer,name,currency,limit\r\n', '/columns/limit', 'column-unknown'],
    ['a column that objects have', 'customer,name,currency,__proto__\r\n', '/columns/__proto__', 'column-unknown'],
    ['a column twice', 'customer,name,currency,name\r\n', '/columns/name', 'column-twice'],
    ['a quote that never ends', 'customer,name,currency\r\n"X,X,EUR\r\n', '/lines/3', 'malformed-csv'],
    ['nothing', '', '/columns/customer', 'column-missing'],
  ])('are refused with %s', async (_, csv, pointer, code) => {
    await desk.call('put-import', { import: 'W' }, { kind: 'customers', parts: 1 });
    const { status, body } = await desk.part('W', 1, csv);
    expect(status).toBe(422);
    expect((body as unknown as { errors: readonly object[] }).errors).toContainEqual(
      expect.objectContaining({ pointer, code }),
    );
  });

  it('are refused where they are no UTF-8, too large, or of no import', async () => {
    await desk.call('put-import', { import: 'V' }, { kind: 'customers', parts: 1 });
    expect((await desk.part('V', 1, Uint8Array.of(0xff, 0xfe, 0x41))).status).toBe(400);
    expect((await desk.part('V', 1, 'x'.repeat(256 * 1024 + 1))).status).toBe(413);
    expect((await desk.part('V', 2, 'customer\r\n')).status).toBe(422);
    expect((await desk.part('NONE', 1, 'customer\r\n')).status).toBe(404);
    expect((await desk.call('put-import', { import: 'V' }, { kind: 'orders', parts: 1 })).status).toBe(409);
  });
});

describe('a commit', () => {
  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(10);
      for (let call = 1; call <= calls; call += 1) {
        const { results, state } = await sweep(fault, call);
        expect({ call, state, outcomes: outcomes(results) }).toEqual({
          call,
          state: 'done',
          outcomes: ['created', 'changed', 'invalid', 'unchanged', 'unchanged'],
        });
      }
    },
    60_000,
  );

  it('needs a dry run of the same import that is done', async () => {
    await desk.upload('N', 'customers', [lines('customer,name,currency', 'N1,One,EUR')]);
    await desk.upload('M', 'customers', [lines('customer,name,currency', 'N1,One,EUR')]);
    const { body: queued } = await desk.call('start-import-dry-run', { import: 'N' }, {});
    const early = await desk.call('commit-import', { import: 'N' }, { dryRun: queued.job });
    expect(early).toMatchObject({ status: 409, body: { state: 'queued' } });
    await desk.run(queued.job);
    const other = await desk.call('commit-import', { import: 'M' }, { dryRun: queued.job });
    expect(other).toMatchObject({ status: 409, body: { state: null } });
    const jobOfOther = await desk.call('export-import-errors', { import: 'M', job: queued.job });
    expect(jobOfOther.status).toBe(404);
  });

  it('is made by people whom the entity has as managers alone', async () => {
    const { status } = await desk.harness.call('put-import', {
      as: 'ola',
      params: { legalEntity, import: 'Z' },
      body: { kind: 'customers', parts: 1 },
    });
    expect(status).toBe(403);
  });
});

let sweeps = 0;

/** Commits an import in a worker that is killed at a call, and then in another one. */
async function sweep(fault: Fault, at: number) {
  sweeps += 1;
  const file = `K${sweeps}`;
  await desk.call('put-customer', { customer: `${file}-2` }, { name: 'Old', currency: 'EUR' });
  const ids = [1, 2, 3, 1, 4].map((number) => `${file}-${number}`);
  const rows = ids.map((id, index) => `${id},New,${index === 2 ? 'EURO' : 'EUR'}`);
  await desk.upload(file, 'customers', [lines('customer,name,currency', ...rows)]);
  const dryRun = await desk.dryRun(file);
  // The same as the row says, but not by this import.
  await desk.call('put-customer', { customer: `${file}-4` }, { name: 'New', currency: 'EUR' });
  const { body } = await desk.call('commit-import', { import: file }, { dryRun });
  const failing = killAt(at, fault);
  try {
    await desk.run(body.job);
  } finally {
    failing.stop();
  }
  await desk.run(body.job);
  const { state } = (await desk.call('get-job', { job: body.job })).body;
  return { calls: failing.calls(), results: await desk.results(body.job), state };
}
