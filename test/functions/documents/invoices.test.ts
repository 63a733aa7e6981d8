import { beforeEach, expect, it } from 'vitest';
import { anInvoice, anOrder, aDocument, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

it('counts an invoice once, however often it is sent', async () => {
  const first = await desk.call('put-invoice', { invoice: 'I1' }, anInvoice());
  const again = await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ amount: '1000.00' }));
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(first.body).toEqual({ invoice: 'I1', ...anInvoice({ amount: '1000.00' }), open: '1000.00', daysOverdue: 1 });
  expect(again.body).toEqual(first.body);
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 1000_00n]]);
});

it('moves the ageing and the position to the same number', async () => {
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice());
  const { position, ageing } = await desk.credit();
  expect([position.seq, ageing.seq, position.relief]).toEqual([1, 1, 0]);
});

it('refuses the same id with another content', async () => {
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice());
  await desk.addCustomer('C2');
  for (const wishes of [{ amount: '1000.01' }, { dueDate: '2026-06-15' }, { order: 'O1' }, { customer: 'C2' }]) {
    const { status, body } = await desk.call('put-invoice', { invoice: 'I1' }, anInvoice(wishes));
    expect([status, body.type]).toEqual([409, 'urn:holdfast:problem:document-differs']);
  }
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
});

it('takes an invoice before its order, and refuses one of an order of another customer', async () => {
  await desk.addCustomer('C2');
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '400' }));
  expect(await desk.sums()).toEqual([400_00n, 400_00n, 400_00n, 400_00n]);
  await desk.call('put-order', { order: 'O1' }, anOrder());
  expect(await desk.sums()).toEqual([400_00n, 400_00n, 1000_00n, 1000_00n]);

  const { status, body } = await desk.call(
    'put-invoice',
    { invoice: 'I2' },
    anInvoice({ customer: 'C2', order: 'O1' }),
  );
  expect([status, body.type]).toEqual([409, 'urn:holdfast:problem:customer-differs']);
  expect((await desk.call('get-invoice', { invoice: 'I2' })).status).toBe(404);
  expect(await desk.sums('C2')).toEqual([0n, 0n, 0n, 0n]);
});

it('says by how many days it is overdue: none on the day that it is due, none once it is paid', async () => {
  const daysOverdue = async (): Promise<readonly number[]> => {
    const { body: one } = await desk.call('get-invoice', { invoice: 'I1' });
    const { items } = (await list({ state: 'all' })).body;
    return [one.daysOverdue, ...items.map((invoice) => invoice.daysOverdue)];
  };
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ dueDate: '2026-06-15' }));
  expect(await daysOverdue()).toEqual([0, 0]);
  // Already the 16th in Berlin.
  desk.harness.setClock('2026-06-15T22:00:00Z');
  expect(await daysOverdue()).toEqual([1, 1]);
  desk.harness.setClock('2026-07-15T10:00:00Z');
  expect(await daysOverdue()).toEqual([30, 30]);
  await desk.call(
    'put-payment',
    { payment: 'P1' },
    aDocument({ amount: '999.99', settlements: [{ invoice: 'I1', amount: '999.99' }] }),
  );
  expect(await daysOverdue()).toEqual([30, 30]);
  await desk.call(
    'put-payment',
    { payment: 'P2' },
    aDocument({ amount: '0.01', settlements: [{ invoice: 'I1', amount: '0.01' }] }),
  );
  expect(await daysOverdue()).toEqual([0, 0]);
});

it('lets the due date lie before the date', async () => {
  const { status } = await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ dueDate: '2026-05-01' }));
  expect(status).toBe(201);
});

it('refuses an unknown currency, an unknown customer and amounts that are none, and stores nothing', async () => {
  const put = (wishes: object) => desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ ...wishes }));
  expect((await put({ currency: 'ABC' })).body.errors?.map(({ pointer }) => pointer)).toEqual(['/currency']);
  const unknown = await put({ customer: 'C9' });
  expect([unknown.status, unknown.body]).toMatchObject([404, { kind: 'customer' }]);
  for (const amount of ['0', '-1', '1.001', '10000000000000000.01']) {
    const { status, body } = await put({ amount });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/amount']]);
  }
  expect((await put({ amount: 1000 })).body.errors?.[0]?.pointer).toBe('/amount');
  expect((await put({ dueDate: '2026-02-30' })).body.errors?.[0]?.pointer).toBe('/dueDate');
  expect((await put({ paid: true })).body.errors?.[0]?.pointer).toBe('/paid');
  expect((await desk.call('get-invoice', { invoice: 'I1' })).status).toBe(404);
  expect((await put({ amount: '10000000000000000' })).status).toBe(201);
});

it('lists what is open by due date, or all, in pages', async () => {
  const dueDates = { I1: '2026-06-03', I2: '2026-06-01', I3: '2026-06-02', I4: '2026-06-02' };
  for (const [invoice, dueDate] of Object.entries(dueDates)) {
    await desk.call('put-invoice', { invoice }, anInvoice({ dueDate }));
  }
  const settlements = [
    { invoice: 'I3', amount: '1000' },
    { invoice: 'I1', amount: '999.99' },
  ];
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '2000', settlements }));
  expect(await listed({ state: 'open' })).toEqual([['I2', 'I4'], ['I1']]);
  expect(await listed({ state: 'all' })).toEqual([
    ['I2', 'I3'],
    ['I4', 'I1'],
  ]);
  expect(await listed({ customer: 'C2', state: 'all' })).toEqual([[]]);
});

it('refuses the cursor of another list', async () => {
  for (const invoice of ['I1', 'I2']) await desk.call('put-invoice', { invoice }, anInvoice());
  const { body } = await list({ state: 'open', limit: '1' });
  const other = await list({ state: 'all', cursor: body.nextCursor ?? '' });
  expect(other.body.type).toBe('urn:holdfast:problem:invalid-cursor');
});

function list(query: Readonly<Record<string, string>>) {
  const params = { legalEntity: 'ACME' };
  return desk.harness.call('list-invoices', { as: 'erp', params, query: { customer: 'C1', ...query } });
}

/** The ids of every page of two. */
async function listed(query: Readonly<Record<string, string>>): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await list({ ...query, limit: '2', ...(cursor === '' ? {} : { cursor }) });
    pages.push(body.items.map(({ invoice }) => invoice));
    cursor = body.nextCursor;
  }
  return pages;
}
