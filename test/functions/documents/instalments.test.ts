import { beforeEach, expect, it } from 'vitest';
import { aDocument, anInvoice, anOrder, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

const inParts = (...parts: readonly (readonly [string, string])[]) => ({
  dueDate: undefined,
  instalments: parts.map(([dueDate, amount]) => ({ dueDate, amount })),
});
const put = (wishes: object, id = 'I1') => desk.call('put-invoice', { invoice: id }, anInvoice({ ...wishes }));
const pay = (payment: string, amount: string) =>
  desk.call('put-payment', { payment }, aDocument({ amount, settlements: [{ invoice: 'I1', amount }] }));
const read = async () => (await desk.call('get-invoice', { invoice: 'I1' })).body;

it('counts once, with an item of the ageing for each instalment', async () => {
  const plan = inParts(['2026-07-14', '400'], ['2026-06-14', '600']);
  const first = await put(plan);
  expect([first.status, (await put(plan)).status]).toEqual([201, 200]);
  expect(first.body).toMatchObject({
    dueDate: '2026-06-14',
    instalments: [
      { dueDate: '2026-06-14', amount: '600.00', open: '600.00' },
      { dueDate: '2026-07-14', amount: '400.00', open: '400.00' },
    ],
    open: '1000.00',
    daysOverdue: 1,
  });
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 600_00n], ['2026-07-14', 400_00n]]);
});

it('is paid from the earliest instalment on, to the cent', async () => {
  await put(inParts(['2026-06-14', '600'], ['2026-07-14', '400']));
  const steps = [
    ['599.99', [0n, ['2026-06-14', 1n], ['2026-07-14', 400_00n]], 1],
    ['0.01', [0n, ['2026-07-14', 400_00n]], 0],
    ['0.01', [0n, ['2026-07-14', 399_99n]], 0],
    ['400', [1n], 0],
  ] as const;
  for (const [index, [amount, ageing, daysOverdue]] of steps.entries()) {
    await pay(`P${index}`, amount);
    expect([await desk.ageing(), (await read()).daysOverdue]).toEqual([ageing, daysOverdue]);
  }
  expect((await read()).instalments?.map(({ open }) => open)).toEqual(['0.00', '0.00']);
});

it('takes what was paid before it arrived from its earliest instalment', async () => {
  await pay('P1', '700');
  await put(inParts(['2026-06-14', '600'], ['2026-07-14', '400']));
  expect(await desk.ageing()).toEqual([0n, ['2026-07-14', 300_00n]]);
});

it('counts two instalments of one date, and several invoices, together', async () => {
  await put(inParts(['2026-06-14', '600'], ['2026-06-14', '400']));
  await put({ dueDate: '2026-06-14', amount: '5' }, 'I2');
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 1005_00n]]);
});

it('refuses a plan that does not add up, by a cent either way, or that is none', async () => {
  const pointers = async (wishes: object) => (await put(wishes)).body.errors?.map(({ pointer }) => pointer);
  for (const second of ['399.99', '400.01']) {
    expect(await pointers(inParts(['2026-06-14', '600'], ['2026-07-14', second]))).toEqual(['/instalments']);
  }
  expect(await pointers(inParts())).toContain('/instalments');
  expect(await pointers(inParts(['2026-06-14', '1000'], ['2026-07-14', '0']))).toEqual(['/instalments/1/amount']);
  expect(await pointers(inParts(['2026-02-30', '1000']))).toEqual(['/instalments/0/dueDate']);
  expect(await pointers({ dueDate: undefined })).toEqual(['/dueDate']);
  expect(await pointers({ instalments: [{ dueDate: '2026-06-14', amount: '1000' }] })).toEqual(['/dueDate']);
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 0n]);
});

it('takes 36 instalments and refuses 37', async () => {
  const many = (count: number) => Array.from({ length: count }, () => ['2026-06-14', '1'] as const);
  const refused = await put({ ...inParts(...many(37)), amount: '37' });
  expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/instalments']);
  expect((await put({ ...inParts(...many(36)), amount: '36' })).status).toBe(201);
});

it('refuses the same id with another plan', async () => {
  await put(inParts(['2026-06-14', '600'], ['2026-07-14', '400']));
  for (const plan of [inParts(['2026-06-14', '500'], ['2026-07-14', '500']), { dueDate: '2026-06-14' }]) {
    expect((await put(plan)).status).toBe(409);
  }
});

it('counts a down payment as any invoice of its order, and needs the order', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await put({ order: 'O1', isDownPayment: true, amount: '300' });
  expect(await desk.sums()).toEqual([300_00n, 300_00n, 1000_00n, 1000_00n]);
  await put({ order: 'O1', amount: '700' }, 'I2');
  expect(await desk.sums()).toEqual([1000_00n, 1000_00n, 1000_00n, 1000_00n]);
  const { body } = await put({ isDownPayment: true }, 'I3');
  expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/order']);
});
