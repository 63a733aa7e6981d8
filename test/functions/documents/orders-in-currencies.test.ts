import { beforeEach, expect, it } from 'vitest';
import { aDocument, anInvoice, anOrder, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { setRates } from './exchange-rates.ts';

let desk: DocumentsDesk;
const rates = {
  'USD/EUR': { '2026-01-01': '0.9', '2026-06-10': '0.8' },
  'EUR/JPY': { '2026-01-01': '160' },
  'KWD/EUR': { '2026-01-01': '3' },
};
beforeEach(async () => {
  desk = await startDocumentsDesk();
  await setRates(entity, rates);
});

type Fields = Readonly<Record<string, unknown>>;
const order = async (wishes: Fields = {}) =>
  desk.call('put-order', { order: 'O1' }, anOrder({ currency: 'USD', orderDate: '2026-06-01', ...wishes }));
const slip = async (id: string, wishes: Fields = {}) =>
  desk.call('put-packing-slip', { order: 'O1', packingSlip: id }, aDocument({ currency: 'USD', ...wishes }));
const invoice = async (id: string, wishes: Fields = {}) =>
  desk.call('put-invoice', { invoice: id }, anInvoice({ order: 'O1', currency: 'USD', date: '2026-06-01', ...wishes }));
const parts = async () => {
  const [balance = 0n, toDelivered = 0n, toOrders = 0n] = await desk.sums();
  return [balance, toDelivered - balance, toOrders - toDelivered];
};
const differences = async () => {
  const params = { legalEntity: entity, customer: 'C1' };
  return (await desk.harness.call('reconcile-customer', { as: 'mia', params, body: {} })).body.differences;
};

it.each([
  ['USD', '1000', '2026-06-01', 900_00n, '900.00'],
  ['USD', '1000', '2026-06-10', 800_00n, '800.00'],
  ['JPY', '1000', '2026-06-01', 6_25n, '6.25'],
  ['KWD', '1.005', '2026-06-01', 3_02n, '3.02'],
])('counts an order in %s of %s at the rate of its date %s', async (currency, amount, orderDate, cents, shown) => {
  const { body } = await order({ currency, amount, orderDate });
  const base = { bookedAmount: shown, bookedOpen: shown, baseCurrency: 'EUR' };
  expect([await parts(), body.order]).toMatchObject([[0n, 0n, cents], { currency, orderDate, ...base }]);
  expect((await desk.call('get-order', { order: 'O1' })).body).toEqual(body.order);
});

it('gives back what was booked, in proportion, whatever the rates of its documents', async () => {
  await order();
  await slip('S1', { amount: '600', date: '2026-06-10' });
  expect(await parts()).toEqual([0n, 480_00n, 360_00n]);
  await invoice('I1', { amount: '200' });
  expect(await parts()).toEqual([180_00n, 320_00n, 360_00n]);
  await setRates(entity, { 'USD/EUR': { '2026-01-01': '7' } });
  await invoice('I2', { amount: '400', date: '2026-06-11' });
  expect(await parts()).toEqual([180_00n + 2800_00n, 0n, 360_00n]);
  expect(await differences()).toEqual([]);
  await desk.call('cancel-order', { order: 'O1' }, { customer: 'C1' });
  const settlements = [
    { invoice: 'I1', amount: '200' },
    { invoice: 'I2', amount: '400' },
  ];
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ currency: 'USD', amount: '600', settlements }));
  expect([await parts(), await desk.ageing(), await differences()]).toEqual([[0n, 0n, 0n], [0n], []]);
});

it('books a new version again only where its amount or its date is another', async () => {
  await order();
  await setRates(entity, { 'USD/EUR': { '2026-01-01': '2' } });
  const same = await order({ version: 2, orderDate: undefined, paymentTerms: 'N30' });
  expect(same.body.order).toMatchObject({ orderDate: '2026-06-01', bookedAmount: '900.00' });
  expect((await order({ version: 3, amount: '500' })).body.order).toMatchObject({ bookedAmount: '1000.00' });
  expect(await parts()).toEqual([0n, 0n, 1000_00n]);
});

it('is of the day on which it came where none is said, and stays so', async () => {
  const first = await order({ orderDate: undefined });
  expect(first.body.order).toMatchObject({ orderDate: '2026-06-15', bookedAmount: '800.00' });
  desk.harness.setClock('2026-06-20T10:00:00Z');
  const next = await order({ version: 2, orderDate: undefined, amount: '1001' });
  expect(next.body.order.orderDate).toBe('2026-06-15');
});

it('takes its slips and invoices before itself, and ends the same', async () => {
  await invoice('I1', { amount: '200' });
  await slip('S1', { amount: '600' });
  expect(await parts()).toEqual([180_00n, 320_00n, 0n]);
  await order();
  expect([await parts(), await differences()]).toEqual([[180_00n, 320_00n, 360_00n], []]);
});

it('refuses whichever comes later in another currency than the order, and stores nothing of it', async () => {
  await order();
  const refused = { status: 409, body: { type: 'urn:holdfast:problem:document-currency-differs', currency: 'USD' } };
  expect(await slip('S1', { currency: 'EUR' })).toMatchObject(refused);
  expect(await invoice('I1', { currency: 'JPY' })).toMatchObject(refused);
  expect(await order({ version: 2, currency: 'EUR' })).toMatchObject(refused);
  const note = aDocument({ order: 'O1', reopensOrder: true });
  expect(await desk.call('put-credit-note', { creditNote: 'N1' }, note)).toMatchObject(refused);
  expect([await parts(), await differences()]).toEqual([[0n, 0n, 900_00n], []]);
  await slip('S2', { currency: 'USD' });
  expect((await desk.call('get-packing-slip', { order: 'O1', packingSlip: 'S1' })).status).toBe(404);
  await desk.call('put-packing-slip', { order: 'O2', packingSlip: 'S1' }, aDocument({ currency: 'EUR' }));
  const late = await desk.call('put-order', { order: 'O2' }, anOrder({ currency: 'USD' }));
  expect(late).toMatchObject({ status: 409, body: { currency: 'EUR' } });
});

it('may be in any currency where only its cancellation came before', async () => {
  await desk.call('cancel-order', { order: 'O1' }, { customer: 'C1' });
  expect((await slip('S1', { currency: 'USD', amount: '100' })).status).toBe(201);
  expect(await parts()).toEqual([0n, 80_00n, 0n]);
});
