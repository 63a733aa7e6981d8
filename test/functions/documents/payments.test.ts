import { outboxCodec } from '../../../functions/store/outbox.ts';
import { beforeEach, expect, it } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import { queryPartition } from '../../../functions/store/credit-state.ts';
import { customerPartition } from '../../../functions/store/keys.ts';
import { anInvoice, aDocument, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

const invoice = (id: string, wishes = {}) => desk.call('put-invoice', { invoice: id }, anInvoice(wishes));
const pay = (id: string, wishes = {}) => desk.call('put-payment', { payment: id }, aDocument(wishes));
const openOf = async (id: string) => (await desk.call('get-invoice', { invoice: id })).body.open;
const settling = (amount: string, id = 'I1') => [{ invoice: id, amount }];

it('lowers the balance at once, and is on account where it settles nothing', async () => {
  const { status, body } = await pay('P1', { amount: '250.5' });
  expect([status, body]).toEqual([201, { payment: 'P1', ...aDocument({ amount: '250.50' }), settlements: [] }]);
  expect(await desk.sums()).toEqual([-250_50n, -250_50n, -250_50n, -250_50n]);
  expect(await desk.ageing()).toEqual([250_50n]);
  expect((await desk.call('get-payment', { payment: 'P1' })).body).toEqual(body);
});

it.each(['2026-06-14', '2026-06-16', '2027-06-15'])('counts when it arrives, dated %s', async (date) => {
  await invoice('I1', { amount: '300' });
  expect((await pay('P1', { date, amount: '300', settlements: settling('300') })).status).toBe(201);
  expect(await openOf('I1')).toBe('0.00');
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 0n]);
});

it('settles invoices; what they leave of it is on account', async () => {
  await invoice('I1', { amount: '300' });
  await invoice('I2', { amount: '500', dueDate: '2026-06-20' });
  const settlements = [...settling('300'), ...settling('100', 'I2')];
  await pay('P1', { amount: '450', settlements });
  expect([await openOf('I1'), await openOf('I2')]).toEqual(['0.00', '400.00']);
  expect(await desk.ageing()).toEqual([50_00n, ['2026-06-20', 400_00n]]);
  expect(await desk.sums()).toEqual([350_00n, 350_00n, 350_00n, 350_00n]);
});

it('never settles more of an invoice than is open, in whatever order payments and invoice come', async () => {
  const steps = {
    I: () => invoice('I1', { amount: '1000' }),
    P: () => pay('P1', { amount: '700', settlements: settling('700') }),
    Q: () => pay('P2', { amount: '700', settlements: settling('700') }),
  };
  for (const sequence of ['IPQ', 'PIQ', 'QPI'] as const) {
    desk = await startDocumentsDesk();
    for (const step of sequence) await steps[step as keyof typeof steps]();
    expect(await openOf('I1')).toBe('0.00');
    expect(await desk.ageing()).toEqual([400_00n]);
    expect(await desk.sums()).toEqual([-400_00n, -400_00n, -400_00n, -400_00n]);
  }
});

it('waits for an invoice that has not arrived, and leaves the rest of it on account', async () => {
  const { status } = await pay('P1', { amount: '500', settlements: settling('400') });
  expect(status).toBe(201);
  expect(await desk.ageing()).toEqual([500_00n]);
  const { body } = await invoice('I1', { amount: '1000' });
  expect(body.open).toBe('600.00');
  expect(await desk.ageing()).toEqual([100_00n, ['2026-06-14', 600_00n]]);
  expect(await desk.sums()).toEqual([500_00n, 500_00n, 500_00n, 500_00n]);
});

it('refuses a settlement of an invoice of another customer, and says which', async () => {
  await desk.addCustomer('C2');
  await invoice('I1');
  await invoice('I2', { customer: 'C2' });
  const settlements = [...settling('1', 'I1'), ...settling('1', 'I2')];
  const { status, body } = await pay('P1', { settlements });
  expect([status, body]).toMatchObject([409, { customer: 'C2', pointer: '/settlements/1/invoice' }]);
  expect((await desk.call('get-payment', { payment: 'P1' })).status).toBe(404);
  expect(await openOf('I1')).toBe('1000.00');
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
});

it('never applies a payment to an invoice that turns out to be of another customer', async () => {
  await desk.addCustomer('C2');
  await pay('P1', { settlements: settling('1000') });
  const { body } = await invoice('I1', { customer: 'C2' });
  expect(body.open).toBe('1000.00');
  expect(await desk.ageing('C1')).toEqual([1000_00n]);
  expect(await desk.ageing('C2')).toEqual([0n, ['2026-06-14', 1000_00n]]);
  expect((await pay('P1', { settlements: settling('1000') })).status).toBe(200);
});

it('settles up to 50 invoices, known and unknown ones, in one transaction', async () => {
  const ids = Array.from({ length: 51 }, (_, index) => `I${index}`);
  for (const id of ids.slice(0, 25)) await invoice(id, { amount: '10' });
  const settlements = ids.map((id) => ({ invoice: id, amount: '10' }));
  const tooMany = await pay('P1', { settlements });
  expect([tooMany.status, tooMany.body.errors?.[0]?.pointer]).toEqual([422, '/settlements']);
  expect((await pay('P1', { amount: '500', settlements: settlements.slice(0, 50) })).status).toBe(201);
  expect(await desk.ageing()).toEqual([250_00n]);
  for (const id of ids.slice(25, 50)) await invoice(id, { amount: '10' });
  expect(await desk.ageing()).toEqual([0n]);
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 0n]);
});

it('refuses settlements above the amount, of one invoice twice, and of nothing', async () => {
  const pointers = async (wishes: object) => (await pay('P1', wishes)).body.errors?.map(({ pointer }) => pointer);
  expect(await pointers({ amount: '10', settlements: settling('10.01') })).toEqual(['/settlements']);
  expect(await pointers({ settlements: [...settling('1'), ...settling('1')] })).toEqual(['/settlements/1/invoice']);
  expect(await pointers({ settlements: settling('0') })).toEqual(['/settlements/0/amount']);
  expect(await pointers({ amount: '0' })).toEqual(['/amount']);
  expect((await pay('P1', { amount: '10', settlements: settling('10.00') })).status).toBe(201);
});

it('refuses the same id with another content', async () => {
  await pay('P1', { settlements: settling('1') });
  for (const wishes of [{}, { settlements: settling('2') }, { settlements: settling('1'), date: '2026-06-11' }]) {
    const { status, body } = await pay('P1', wishes);
    expect([status, body]).toMatchObject([409, { kind: 'payment' }]);
  }
});

it('asks for an evaluation of the customer, once, and moves relief', async () => {
  await invoice('I1');
  expect(await evaluations()).toEqual([]);
  await pay('P1', { settlements: settling('1000') });
  await pay('P1', { settlements: settling('1000') });
  expect(await evaluations()).toEqual([{ customer: 'C1', data: { cause: 'payment#P1' }, pending: 'P' }]);
  expect((await desk.credit()).position.relief).toBe(1);
});

async function evaluations() {
  const events = await queryPartition(customerPartition(entity, 'C1' as CustomerId), 'E#evaluate', true);
  return events.map((event) => ({
    customer: event['customer'],
    data: outboxCodec(event, 'event').data,
    pending: event['pending'],
  }));
}

it('keeps documents of the same id in two legal entities apart', async () => {
  const { harness } = desk;
  const params = { legalEntity: 'OTHER', payment: 'P1' };
  const body = { name: 'Other', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  await pay('P1');
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity: 'OTHER' }, body });
  const foreign = await harness.call('get-payment', { as: 'erp', params });
  const unknown = await harness.call('get-payment', { as: 'erp', params: { ...params, legalEntity: 'NONE' } });
  expect([foreign.status, foreign.body]).toEqual([404, unknown.body]);
  await harness.grant('erp', 'OTHER', ['order-intake']);
  expect((await harness.call('get-payment', { as: 'erp', params })).body).toMatchObject({ kind: 'payment' });
});
