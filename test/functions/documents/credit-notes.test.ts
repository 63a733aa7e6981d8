import { beforeEach, expect, it } from 'vitest';
import { aDocument, anInvoice, anOrder, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

const credit = (wishes = {}, id = 'N1') => desk.call('put-credit-note', { creditNote: id }, aDocument(wishes));
const invoice = (wishes = {}) => desk.call('put-invoice', { invoice: 'I1' }, anInvoice(wishes));

it('settles the invoice that it names, and is on account for the rest', async () => {
  await invoice({ amount: '300' });
  const { status, body } = await credit({ amount: '400', invoice: 'I1' });
  const settlements = [{ invoice: 'I1', amount: '400.00' }];
  const stored = {
    creditNote: 'N1',
    ...aDocument({ amount: '400.00', invoice: 'I1' }),
    reopensOrder: false,
    settlements,
  };
  expect([status, body]).toEqual([201, stored]);
  expect((await credit({ amount: '400', invoice: 'I1' })).status).toBe(200);
  expect(await desk.sums()).toEqual([-100_00n, -100_00n, -100_00n, -100_00n]);
  expect(await desk.ageing()).toEqual([100_00n]);
  expect((await desk.call('get-credit-note', { creditNote: 'N1' })).body).toEqual(stored);
});

it('does not reopen the order that it only names', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await invoice({ order: 'O1', amount: '600' });
  await credit({ amount: '600', invoice: 'I1', order: 'O1' });
  expect(await desk.sums()).toEqual([0n, 0n, 400_00n, 400_00n]);
});

it('reopens what was invoiced of its order: as delivered what was delivered, the rest as open', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '200' }));
  await invoice({ order: 'O1', amount: '600' });
  expect(await desk.sums()).toEqual([600_00n, 600_00n, 1000_00n, 1000_00n]);
  await credit({ amount: '600', invoice: 'I1', order: 'O1', reopensOrder: true });
  expect(await desk.sums()).toEqual([0n, 200_00n, 1000_00n, 1000_00n]);
  expect((await desk.call('get-order', { order: 'O1' })).body.invoiced).toBe('0.00');
});

it('ends the same where credit note, invoice and order come in another order', async () => {
  const steps = {
    O: () => desk.call('put-order', { order: 'O1' }, anOrder()),
    I: () => invoice({ order: 'O1', amount: '600' }),
    N: () => credit({ amount: '600', invoice: 'I1', order: 'O1', reopensOrder: true }),
  };
  for (const sequence of ['OIN', 'NIO', 'INO', 'NOI'] as const) {
    desk = await startDocumentsDesk();
    for (const step of sequence) expect((await steps[step as keyof typeof steps]()).status).toBeLessThan(300);
    expect(await desk.sums()).toEqual([0n, 0n, 1000_00n, 1000_00n]);
    expect(await desk.ageing()).toEqual([0n]);
  }
});

it('refuses an invoice or an order of another customer, and reopening no order', async () => {
  await desk.addCustomer('C2');
  await desk.call('put-order', { order: 'O2' }, anOrder({ customer: 'C2' }));
  await invoice({ customer: 'C2' });
  expect((await credit({ invoice: 'I1' })).body).toMatchObject({ customer: 'C2', pointer: '/invoice' });
  expect((await credit({ order: 'O2', reopensOrder: true })).body).toMatchObject({ customer: 'C2' });
  expect((await credit({ reopensOrder: true })).body.errors?.map(({ pointer }) => pointer)).toEqual(['/order']);
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 0n]);
});

it('is no payment: both may have the same id', async () => {
  await credit({ amount: '1' }, 'X');
  expect((await desk.call('put-payment', { payment: 'X' }, aDocument({ amount: '2' }))).status).toBe(201);
  expect(await desk.ageing()).toEqual([3_00n]);
});
