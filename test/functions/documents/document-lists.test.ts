import { beforeAll, describe, expect, test } from 'vitest';
import { aDocument, anOrder, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

type List = 'list-payments' | 'list-credit-notes' | 'list-orders';
type Query = Readonly<Record<string, string>>;

let desk: DocumentsDesk;
const strange = '~ä#/客%';

beforeAll(async () => {
  desk = await startDocumentsDesk();
  await desk.addCustomer('C2');
  await desk.call('put-invoice', { invoice: 'I1' }, { ...aDocument(), dueDate: '2026-06-14' });
  for (const creditNote of ['1', strange]) await desk.call('put-credit-note', { creditNote }, aDocument());
  const settlements = [{ invoice: 'I1', amount: '400' }];
  await desk.call('put-payment', { payment: '2' }, aDocument({ amount: '400', settlements }));
  await desk.call('put-payment', { payment: '1' }, aDocument({ amount: '500.50', settlements }));
  await desk.call('put-payment', { payment: strange }, aDocument({ amount: '7' }));
  await desk.call('put-payment', { payment: '3' }, aDocument({ customer: 'C2' }));
  for (const [order, state] of Object.entries({ '3': 'open', '1': 'closed', '2': 'closed', [strange]: 'cancelled' })) {
    await desk.call('put-order', { order }, anOrder({ state }));
  }
  await desk.call('put-packing-slip', { order: '2', packingSlip: 'S1' }, aDocument({ amount: '10' }));
});

function list(name: List, query: Query) {
  return desk.harness.call(name, { as: 'erp', params: { legalEntity: 'ACME' }, query: { customer: 'C1', ...query } });
}

/** The ids of every page of two. */
async function listed(name: List, id: string, query: Query = {}): Promise<readonly (readonly unknown[])[]> {
  const pages: unknown[][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await list(name, { limit: '2', ...query, ...(cursor === '' ? {} : { cursor }) });
    const items: readonly object[] = body.items;
    pages.push(items.map((item) => (item as Query)[id]));
    cursor = body.nextCursor;
  }
  return pages;
}

describe('payments and credit notes of a customer', () => {
  test('those with something on account, or all, each kind by id', async () => {
    expect(await listed('list-payments', 'payment')).toEqual([['1', strange]]);
    expect(await listed('list-payments', 'payment', { state: 'all' })).toEqual([['1', '2'], [strange]]);
    expect(await listed('list-credit-notes', 'creditNote')).toEqual([['1', strange]]);
    expect(await listed('list-payments', 'payment', { customer: 'C2' })).toEqual([['3']]);
    expect(await listed('list-payments', 'payment', { customer: 'C3' })).toEqual([[]]);
  });

  test('as they are read one by one, with what is on account', async () => {
    const { body } = await list('list-payments', { state: 'all' });
    const { body: read } = await desk.call('get-payment', { payment: '1' });
    expect(body.items).toContainEqual({ ...read, onAccount: '100.50' });
    expect(body.items).toContainEqual(expect.objectContaining({ payment: '2', onAccount: '0.00' }));
  });

  test('a payment leaves the open ones with its last cent, and comes back when its settlement is reversed', async () => {
    const open = () => listed('list-payments', 'payment', { customer: 'C2' });
    await desk.call('put-invoice', { invoice: 'I2' }, { ...aDocument({ customer: 'C2' }), dueDate: '2026-06-14' });
    const settle = (settlement: string, amount: string) =>
      desk.call(
        'put-payment-settlement',
        { payment: '3', settlement },
        aDocument({ customer: 'C2', invoice: 'I2', amount }),
      );
    await settle('S1', '999.99');
    expect(await open()).toEqual([['3']]);
    await settle('S2', '0.01');
    expect(await open()).toEqual([[]]);
    const reversal = { customer: 'C2', date: '2026-06-12' };
    await desk.call('reverse-payment-settlement', { payment: '3', settlement: 'S2' }, reversal);
    expect(await open()).toEqual([['3']]);
  });
});

describe('orders of a customer', () => {
  test('the open ones, those delivered and not invoiced, or all', async () => {
    expect(await listed('list-orders', 'order')).toEqual([['3']]);
    expect(await listed('list-orders', 'order', { state: 'delivered' })).toEqual([['2']]);
    expect(await listed('list-orders', 'order', { state: 'all' })).toEqual([
      ['1', '2'],
      ['3', strange],
    ]);
  });

  test('an ended order is among the delivered ones until its last cent is invoiced', async () => {
    await desk.call('put-order', { order: '9' }, anOrder({ customer: 'C2' }));
    await desk.call('put-packing-slip', { order: '9', packingSlip: 'S1' }, aDocument({ customer: 'C2', amount: '10' }));
    const delivered = () => listed('list-orders', 'order', { customer: 'C2', state: 'delivered' });
    expect(await delivered()).toEqual([['9']]);
    await desk.call('cancel-order', { order: '9' }, { customer: 'C2' });
    expect(await delivered()).toEqual([['9']]);
    for (const [amount, left] of [
      ['9.99', ['9']],
      ['0.01', []],
    ] as const) {
      const invoice = { ...aDocument({ customer: 'C2', order: '9', amount }), dueDate: '2026-07-01' };
      await desk.call('put-invoice', { invoice: `I-${amount}` }, invoice);
      expect(await delivered()).toEqual([left]);
    }
    expect(await listed('list-orders', 'order', { customer: 'C2', state: 'all' })).toEqual([['9']]);
  });
});

test.each<[List, Query, List, Query]>([
  ['list-payments', { state: 'all' }, 'list-payments', { state: 'open' }],
  ['list-payments', { state: 'all' }, 'list-payments', { state: 'all', customer: 'C2' }],
  ['list-payments', { state: 'open' }, 'list-credit-notes', { state: 'open' }],
  ['list-orders', { state: 'all' }, 'list-orders', { state: 'delivered' }],
])('the cursor of %s with %o is refused by %s with %o', async (from, query, to, other) => {
  const { body } = await list(from, { ...query, limit: '1' });
  expect(body.nextCursor).not.toBeNull();
  const answer = await list(to, { ...other, cursor: body.nextCursor ?? '' });
  expect([answer.status, answer.body.type]).toEqual([422, 'urn:holdfast:problem:invalid-cursor']);
});
