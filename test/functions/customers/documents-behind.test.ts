import { beforeAll, expect, test } from 'vitest';
import { parseAmount } from '../../../domain/money.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { queryParameters, route } from '../../../local/route.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

type Fields = Readonly<Record<string, unknown>>;

let desk: OrderDesk;
const customer = 'C&1';

/** Something of everything that a position is made of, and of what it is not. */
beforeAll(async () => {
  desk = await startOrderDesk();
  await desk.setUp(
    'put-rule',
    { rule: 'BIG' },
    { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '5000' },
  );
  for (const one of [customer, 'C2']) await desk.customer(one, { creditLimit: '100000' });
  await orders();
  await receivables();
});

async function orders(): Promise<void> {
  for (const order of ['OPEN', 'PARTLY', 'BILLED', 'CLOSED', 'DONE', 'GONE']) {
    await desk.order(order, { customer, state: 'open' });
  }
  await desk.order('HELD', { customer, amount: '6000' });
  await desk.ask('HELD', { customer });
  await desk.order('DRAFT', { customer });
  const delivered = { PARTLY: '300', BILLED: '700', CLOSED: '400', DONE: '500', EARLY: '90' };
  for (const [order, amount] of Object.entries(delivered)) {
    await sent('put-packing-slip', { order, packingSlip: 'S' }, { amount });
  }
  for (const [order, amount] of Object.entries({ PARTLY: '100', BILLED: '700', CLOSED: '150', DONE: '500' })) {
    await sent('put-invoice', { invoice: `I-${order}` }, { order, amount, dueDate: '2026-07-01' });
  }
  for (const order of ['CLOSED', 'DONE']) await desk.order(order, { customer, state: 'closed', version: 2 });
  await desk.call('cancel-order', { order: 'GONE' }, { customer });
}

async function receivables(): Promise<void> {
  const instalments = [
    { dueDate: '2026-06-01', amount: '100' },
    { dueDate: '2026-07-01', amount: '200' },
  ];
  await sent('put-invoice', { invoice: 'LATE' }, { amount: '1000', dueDate: '2026-05-01' });
  await sent('put-invoice', { invoice: 'YESTERDAY' }, { amount: '500', dueDate: '2026-06-14' });
  await sent('put-invoice', { invoice: 'TODAY' }, { amount: '50', dueDate: '2026-06-15' });
  await sent('put-invoice', { invoice: 'FIRST-PAID' }, { amount: '300', instalments });
  await sent('put-invoice', { invoice: 'PAID' }, { amount: '800', dueDate: '2026-05-02' });
  const settles = { 'FIRST-PAID': '100', PAID: '800', LATE: '400' };
  const settlements = Object.entries(settles).map(([invoice, amount]) => ({ invoice, amount }));
  await sent('put-payment', { payment: 'USED' }, { amount: '1300', settlements });
  await sent(
    'put-payment',
    { payment: 'REST' },
    { amount: '70', settlements: [{ invoice: 'YESTERDAY', amount: '20' }] },
  );
  await sent(
    'put-payment',
    { payment: 'EARLY' },
    { amount: '33', settlements: [{ invoice: 'NOT-YET', amount: '33' }] },
  );
  await sent('put-payment', { payment: 'BOUNCED' }, { amount: '9' });
  await desk.call('reverse-payment', { payment: 'BOUNCED' }, { customer, date: '2026-06-12' });
  await sent('put-invoice', { invoice: 'OVERPAID' }, { amount: '100', dueDate: '2026-06-20' });
  const tooMuch = [{ invoice: 'OVERPAID', amount: '104' }];
  await sent('put-payment', { payment: 'TOO-MUCH' }, { amount: '104', settlements: tooMuch });
  await sent('put-credit-note', { creditNote: 'FREE' }, { amount: '11' });
  await sent('put-credit-note', { creditNote: 'NAMED' }, { amount: '12', invoice: 'LATE' });
  const theirs = { customer: 'C2', date: '2026-06-10', dueDate: '2026-05-01', amount: '5', currency: 'EUR' };
  await desk.call('put-invoice', { invoice: 'THEIRS' }, theirs);
}

async function sent(name: OperationName, params: Readonly<Record<string, string>>, body: Fields): Promise<void> {
  const { status } = await desk.call(name, params, { customer, date: '2026-06-10', currency: 'EUR', ...body });
  expect([params, status]).toEqual([params, 201]);
}

/** Everything that a link leads to, page by page. */
async function behind(link: string): Promise<readonly Fields[]> {
  const [path = '', query = ''] = link.split('?');
  const found = route('GET', path);
  if (found === undefined) throw new Error(`nothing answers ${link}`);
  const items: Fields[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const asked = { ...queryParameters(query), limit: '2', ...(cursor === undefined ? {} : { cursor }) };
    const answer = await desk.harness.call(found.contract.name as 'list-orders', {
      as: 'root',
      params: found.pathParameters,
      query: asked,
    });
    expect([link, answer.status]).toEqual([link, 200]);
    items.push(...answer.body.items);
    cursor = answer.body.nextCursor;
  }
  return items;
}

const cents = (amount: unknown): bigint => parseAmount(String(amount), 'EUR') ?? 0n;
const sum = (items: readonly Fields[], amount: (item: Fields) => bigint): bigint =>
  items.reduce((total, item) => total + amount(item), 0n);

test('the documents behind each number add up to it (§5.7)', async () => {
  const { body } = await desk.call('get-credit-position', { customer });
  const { documents, components, overdue } = body;
  const [invoices, payments, creditNotes] = await Promise.all([
    behind(documents.invoices),
    behind(documents.payments),
    behind(documents.creditNotes),
  ]);
  const onAccount = sum([...payments, ...creditNotes], (one) => cents(one['onAccount']));
  expect(onAccount).toBe(cents(body.unappliedCash));
  expect(sum(invoices, ({ open }) => cents(open)) - onAccount).toBe(cents(components.openReceivables));
  const late = await behind(documents.overdueInvoices);
  expect(sum(late, ({ open }) => cents(open)) - onAccount).toBe(cents(overdue?.total));

  const delivered = await behind(documents.deliveredOrders);
  const notInvoiced = sum(delivered, (order) => cents(order['delivered']) - cents(order['invoiced']));
  expect(notInvoiced).toBe(cents(components.deliveredNotInvoiced));
  const open = await behind(documents.orders);
  const ofThose = (isHeld: boolean) =>
    sum(
      open.filter(({ hold }) => (hold !== null) === isHeld),
      ({ openAmount }) => cents(openAmount),
    );
  expect(ofThose(false)).toBe(cents(components.openOrders));
  expect(ofThose(true)).toBe(cents(components.openOrdersOnHold));
});

test('they are these', async () => {
  const { documents } = (await desk.call('get-credit-position', { customer })).body;
  const ids = async (link: string, id: string) => (await behind(link)).map((one) => one[id]);
  const byName = (names: readonly unknown[]) => names.map(String).toSorted();
  expect(byName(await ids(documents.invoices, 'invoice'))).toEqual([
    'FIRST-PAID',
    'I-BILLED',
    'I-CLOSED',
    'I-DONE',
    'I-PARTLY',
    'LATE',
    'TODAY',
    'YESTERDAY',
  ]);
  expect(await ids(documents.overdueInvoices, 'invoice')).toEqual(['LATE', 'YESTERDAY']);
  expect(await ids(documents.payments, 'payment')).toEqual(['EARLY', 'REST', 'TOO-MUCH']);
  expect(await ids(documents.creditNotes, 'creditNote')).toEqual(['FREE']);
  expect(await ids(documents.deliveredOrders, 'order')).toEqual(['CLOSED', 'EARLY', 'PARTLY']);
  expect(await ids(documents.orders, 'order')).toEqual(['BILLED', 'DRAFT', 'EARLY', 'HELD', 'OPEN', 'PARTLY']);
  expect(await ids(documents.holds, 'order')).toEqual(['HELD']);
});
