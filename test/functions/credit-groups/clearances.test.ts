import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
let tests = 0;
let a: string;
let b: string;

/** `A` of ACME and `B` of BETA share 10,000, of which they owe 9,000. */
beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.done('put-reason', { legalEntity, reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'hold', automaticReleaseReason: 'AUTO' });
  }
});
afterAll(() => desk.harness.background().stop());
beforeEach(async () => {
  tests += 1;
  [a, b] = [`A${tests}`, `B${tests}`];
  await desk.group({ creditLimit: '10000', expiryDate: '2026-06-01' }, tests === 1 ? undefined : '*');
  await desk.customer('ACME', a);
  await desk.customer('BETA', b);
  await desk.join('ACME', a);
  await desk.join('BETA', b);
});

const settle = () => desk.harness.background().settle();
const leave = () => Promise.all([desk.leave('ACME', a), desk.leave('BETA', b)]);

async function heldAt(amount: string) {
  const order = `O-${b}`;
  await desk.order('BETA', b, order, amount);
  await settle();
  const { body } = await desk.ask('BETA', b, order);
  expect(body.answer).toBe('held');
  return body.reasons;
}
async function state(): Promise<string> {
  await settle();
  return (await desk.done('get-hold', { legalEntity: 'BETA', hold: `O-${b}.1` })).body.state;
}
const overdue = (legalEntity: string, customer: string, dueDate: string, amount: string) =>
  desk.done(
    'put-invoice',
    { legalEntity, invoice: `I-${customer}` },
    { customer, date: '2026-01-01', dueDate, amount, currency: 'EUR' },
  );
const pay = (legalEntity: string, customer: string, payment: string, amount: string) =>
  desk.done('put-payment', { legalEntity, payment }, { customer, date: '2026-06-15', amount, currency: 'EUR' });

test('the limit of the group, to the cent', async () => {
  await overdue('ACME', a, '2026-07-01', '9000');
  const [reason] = await heldAt('1500');
  expect(reason).toMatchObject({ code: 'credit-limit-exceeded', limit: 'group' });
  expect(reason?.clearances).toEqual([
    { kind: 'pay', amount: '500.00', currency: 'EUR' },
    { kind: 'raise-group-limit', to: '10500.00', currency: 'EUR' },
    { kind: 'lower-order', to: '1000.00', currency: 'EUR' },
  ]);
  await desk.group({ creditLimit: '10499.99', expiryDate: '2026-06-01' }, '*');
  expect(await state()).toBe('open');
  await desk.group({ creditLimit: '10500.00', expiryDate: '2026-06-01' }, '*');
  expect(await state()).toBe('released');
  await leave();
});

test('its expiry date, to the day', async () => {
  await desk.rule('BETA', { type: 'credit-limit-expired', days: 10 });
  expect((await heldAt('1'))[0]?.clearances).toEqual([{ kind: 'extend-group-expiry', to: '2026-06-05' }]);
  await desk.group({ creditLimit: '10000', expiryDate: '2026-06-04' }, '*');
  expect(await state()).toBe('open');
  await desk.group({ creditLimit: '10000', expiryDate: '2026-06-05' }, '*');
  expect(await state()).toBe('released');
  await leave();
});

test('the invoices of all members, where those of another hold the order', async () => {
  await desk.group({ creditLimit: '10000', expiryDate: '2099-12-31', considerMembersOverdue: true }, '*');
  const late = { kind: 'blocking', scope: 'all', type: 'days-overdue', days: 10 };
  await desk.done('put-rule', { legalEntity: 'BETA', rule: 'LATE' }, late);
  await overdue('ACME', a, '2026-05-02', '70');
  await overdue('BETA', b, '2026-05-01', '30');
  expect((await heldAt('1'))[0]?.clearances).toEqual([
    { kind: 'pay-group-invoices-due-before', date: '2026-05-03', amount: '100.00', currency: 'EUR' },
  ]);
  await pay('BETA', b, 'P1', '30');
  await pay('ACME', a, 'P2', '69.99');
  expect(await state()).toBe('open');
  await pay('ACME', a, 'P3', '0.01');
  expect(await state()).toBe('released');
  await leave();
});
