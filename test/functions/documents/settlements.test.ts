import { beforeEach, expect, it } from 'vitest';
import { aDocument, anInvoice, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

const invoice = (id: string, wishes = {}) => desk.call('put-invoice', { invoice: id }, anInvoice(wishes));
const pay = (id: string, wishes = {}) => desk.call('put-payment', { payment: id }, aDocument(wishes));
const settle = (settlement: string, wishes = {}, payment = 'P1') =>
  desk.call('put-payment-settlement', { payment, settlement }, aDocument({ invoice: 'I1', ...wishes }));
const reversal = (wishes = {}) => ({ customer: 'C1', date: '2026-06-12', ...wishes });
const unsettle = (settlement: string, wishes = {}, payment = 'P1') =>
  desk.call('reverse-payment-settlement', { payment, settlement }, reversal(wishes));
const bounce = (payment: string, wishes = {}) => desk.call('reverse-payment', { payment }, reversal(wishes));
const openOf = async (id: string) => (await desk.call('get-invoice', { invoice: id })).body.open;
const relief = async () => (await desk.credit()).position.relief;

it('applies what is on account to an invoice, once, and changes no sum', async () => {
  await invoice('I1');
  await pay('P1', { amount: '700' });
  const before = await relief();
  const first = await settle('S1', { amount: '600' });
  expect([first.status, first.body]).toEqual([
    201,
    { payment: 'P1', settlement: 'S1', invoice: 'I1', ...aDocument({ amount: '600.00' }) },
  ]);
  const again = await settle('S1', { amount: '600.00' });
  expect([again.status, again.body]).toEqual([200, first.body]);
  expect(await desk.sums()).toEqual([300_00n, 300_00n, 300_00n, 300_00n]);
  expect(await desk.ageing()).toEqual([100_00n, ['2026-06-14', 400_00n]]);
  expect(await relief()).toBe(before + 1);
  const { body } = await desk.call('get-payment', { payment: 'P1' });
  expect(body.settlements).toEqual([{ settlement: 'S1', invoice: 'I1', amount: '600.00', date: '2026-06-10' }]);
});

it('never settles more than is on account: by date and then id, to the cent', async () => {
  for (const id of ['I1', 'I2', 'I3']) await invoice(id);
  await settle('S2', { invoice: 'I2', amount: '400' });
  await settle('S1', { invoice: 'I1', amount: '600.01' });
  await settle('S0', { invoice: 'I3', amount: '10', date: '2026-06-11' });
  await pay('P1', { amount: '1000' });
  expect([await openOf('I1'), await openOf('I2'), await openOf('I3')]).toEqual(['399.99', '600.01', '1000.00']);
  await unsettle('S1');
  expect([await openOf('I1'), await openOf('I2'), await openOf('I3')]).toEqual(['1000.00', '600.00', '990.00']);
  expect((await desk.ageing())[0]).toBe(590_00n);
});

it('waits for its payment and its invoice, and counts only with both', async () => {
  const steps = {
    S: () => settle('S1', { amount: '400' }),
    P: () => pay('P1', { amount: '500' }),
    I: () => invoice('I1', { amount: '1000' }),
  };
  for (const sequence of ['SPI', 'SIP', 'PSI', 'ISP'] as const) {
    desk = await startDocumentsDesk();
    for (const step of sequence) expect((await steps[step as keyof typeof steps]()).status).toBe(201);
    expect(await desk.ageing()).toEqual([100_00n, ['2026-06-14', 600_00n]]);
    expect(await desk.sums()).toEqual([500_00n, 500_00n, 500_00n, 500_00n]);
  }
  desk = await startDocumentsDesk();
  await steps.S();
  await steps.I();
  expect(await openOf('I1')).toBe('1000.00');
});

it('is taken back for good, also before it comes; what it applied is on account again', async () => {
  await invoice('I1');
  await pay('P1', { amount: '700' });
  await settle('S1', { amount: '700' });
  expect((await unsettle('S1')).status).toBe(201);
  expect((await unsettle('S1')).status).toBe(200);
  expect((await unsettle('S2')).status).toBe(201);
  expect((await settle('S2', { amount: '1' })).body).toMatchObject({ amount: '1.00', reversedOn: '2026-06-12' });
  expect((await settle('S1', { amount: '700' })).body).toMatchObject({ reversedOn: '2026-06-12' });
  expect(await desk.ageing()).toEqual([700_00n, ['2026-06-14', 1000_00n]]);
  await settle('S3', { amount: '700' });
  expect(await openOf('I1')).toBe('300.00');
});

it('names a settlement that came with its payment by its invoice', async () => {
  await invoice('I1');
  await pay('P1', { amount: '700', settlements: [{ invoice: 'I1', amount: '700' }] });
  expect((await settle('I1', { amount: '700' })).status).toBe(200);
  expect((await settle('I1', { amount: '699' })).status).toBe(409);
  await unsettle('I1');
  expect(await openOf('I1')).toBe('1000.00');
  expect((await desk.call('get-payment', { payment: 'P1' })).body.settlements).toEqual([
    { invoice: 'I1', amount: '700.00', reversedOn: '2026-06-12' },
  ]);
});

it('settles by a credit note as by a payment, under ids of its own', async () => {
  await invoice('I1');
  await desk.call('put-credit-note', { creditNote: 'P1' }, aDocument({ amount: '300' }));
  await pay('P1', { amount: '50' });
  const sent = aDocument({ invoice: 'I1', amount: '200' });
  const params = { creditNote: 'P1', settlement: 'S1' };
  expect((await desk.call('put-credit-note-settlement', params, sent)).status).toBe(201);
  await settle('S1', { amount: '50' });
  expect(await openOf('I1')).toBe('750.00');
  expect((await desk.call('reverse-credit-note-settlement', params, reversal())).status).toBe(201);
  expect(await openOf('I1')).toBe('950.00');
  expect((await desk.call('get-credit-note', { creditNote: 'P1' })).body.settlements).toMatchObject([
    { settlement: 'S1', reversedOn: '2026-06-12' },
  ]);
});

it('a bounced payment is owed again, what it settled is open again, and nothing is freed', async () => {
  await invoice('I1');
  await invoice('I2', { amount: '200' });
  await pay('P1', { amount: '700', settlements: [{ invoice: 'I1', amount: '600' }] });
  await settle('S1', { invoice: 'I2', amount: '50' });
  const before = await relief();
  expect((await bounce('P1')).body).toEqual({ payment: 'P1', customer: 'C1', date: '2026-06-12' });
  expect((await bounce('P1')).status).toBe(200);
  expect(await desk.sums()).toEqual([1200_00n, 1200_00n, 1200_00n, 1200_00n]);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 1200_00n]]);
  expect(await relief()).toBe(before);
  expect((await desk.call('get-payment', { payment: 'P1' })).body.reversedOn).toBe('2026-06-12');
  await settle('S2', { amount: '1' });
  expect(await openOf('I1')).toBe('1000.00');
});

it('bounces before it comes, and then never counts', async () => {
  await invoice('I1');
  expect((await bounce('P1')).status).toBe(201);
  const { status, body } = await pay('P1', { settlements: [{ invoice: 'I1', amount: '1000' }] });
  expect([status, body.reversedOn]).toEqual([201, '2026-06-12']);
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 1000_00n]]);
});

it('refuses other content under the same id, other customers, and stores nothing of it', async () => {
  await desk.addCustomer('C2');
  await invoice('I1');
  await invoice('I2', { customer: 'C2' });
  await pay('P1');
  await settle('S1', { amount: '1' });
  await unsettle('S1');
  await bounce('P2');
  for (const wishes of [{ amount: '2' }, { amount: '1', invoice: 'I3' }, { amount: '1', date: '2026-06-11' }]) {
    expect((await settle('S1', wishes)).body).toMatchObject({ kind: 'settlement' });
  }
  expect((await unsettle('S1', { date: '2026-06-13' })).body).toMatchObject({ kind: 'settlement-reversal' });
  expect((await bounce('P2', { date: '2026-06-13' })).body).toMatchObject({ kind: 'payment-reversal' });
  expect((await settle('S2', { invoice: 'I2' })).body).toMatchObject({ customer: 'C2', pointer: '/invoice' });
  for (const refused of [
    settle('S2', { customer: 'C2' }),
    unsettle('S2', { customer: 'C2' }),
    bounce('P1', { customer: 'C2' }),
  ]) {
    expect(await refused).toMatchObject({ status: 409, body: { customer: 'C1' } });
  }
  expect((await settle('S2', { amount: '0' })).body.errors?.map(({ pointer }) => pointer)).toEqual(['/amount']);
  expect((await bounce('P3', { customer: 'C9' })).body).toMatchObject({ kind: 'customer' });
  expect((await desk.call('get-payment', { payment: 'P1' })).body.settlements).toHaveLength(1);
});

it('does not let what was sent for a payment by mistake keep its customer from it', async () => {
  await desk.addCustomer('C2');
  await invoice('I1', { customer: 'C2' });
  await settle('S1', { invoice: 'I9' });
  await bounce('P1');
  expect((await pay('P1', { customer: 'C2', settlements: [{ invoice: 'I1', amount: '1' }] })).status).toBe(201);
  expect(await openOf('I1')).toBe('999.00');
});

it('takes 40 later settlements of a payment that settles 50 invoices itself, and refuses the 41st', async () => {
  const settlements = Array.from({ length: 50 }, (_, index) => ({ invoice: `W${index}`, amount: '1' }));
  for (let number = 1; number <= 40; number += 1) {
    expect((await settle(`S${number}`, { invoice: `L${number}`, amount: '1' })).status).toBe(201);
  }
  expect((await settle('S41', { amount: '1' })).body).toMatchObject({ status: 409, maximum: 40 });
  expect((await unsettle('S41')).status).toBe(409);
  expect((await pay('P1', { amount: '90', settlements })).status).toBe(201);
  await invoice('L40', { amount: '1' });
  await invoice('W49', { amount: '1' });
  expect(await desk.ageing()).toEqual([88_00n]);
  expect((await bounce('P1')).status).toBe(201);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 2_00n]]);
});

it('keeps each of many that come together', async () => {
  await invoice('I1');
  const ids = Array.from({ length: 8 }, (_, index) => `S${index}`);
  await Promise.all([...ids.map((id) => settle(id, { amount: '10' })), pay('P1', { amount: '100' })]);
  expect(await openOf('I1')).toBe('920.00');
  expect(await desk.ageing()).toEqual([20_00n, ['2026-06-14', 920_00n]]);
});
