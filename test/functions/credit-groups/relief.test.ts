import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;
let test = 0;
let a: string;
let b: string;

beforeAll(async () => {
  desk = await startGroupDesk({ background: true });
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.done('put-reason', { legalEntity, reason: 'AUTO' }, { type: 'release', description: 'Automatic' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'hold', automaticReleaseReason: 'AUTO' });
  }
  await desk.group();
});
afterAll(() => desk.harness.background().stop());

/** Each test has a member of ACME and one of BETA of its own; the group's limit is 1,000, and 900 are owed. */
beforeEach(async () => {
  test += 1;
  [a, b] = [`A${test}`, `B${test}`];
  await desk.group({ creditLimit: '1000' }, '*');
  await desk.customer('ACME', a);
  await desk.customer('BETA', b);
  await desk.join('ACME', a);
  await desk.join('BETA', b);
  await desk.invoice('ACME', a, `I-${a}`, '900');
});
afterEach(async () => {
  await desk.leave('ACME', a);
  await desk.leave('BETA', b);
});

function id(order: string): string {
  return `${order}-${test}`;
}

async function stateOf(legalEntity: string, order: string): Promise<string> {
  const { body } = await desk.done('get-hold', { legalEntity, hold: `${id(order)}.1` });
  return body.state;
}

let payments = 0;

async function paid(amount: string): Promise<void> {
  const body = { customer: a, date: '2026-06-02', amount, currency: 'EUR' };
  await desk.done('put-payment', { legalEntity: 'ACME', payment: `P-${a}-${amount}-${(payments += 1)}` }, body);
  await desk.harness.background().settle();
}

it('a payment of one member lets another’s order go, one cent less does not', async () => {
  expect(await desk.decide('BETA', b, id('O1'), '200')).toEqual(['held', 'credit-limit-exceeded group']);
  await paid('99.99');
  expect(await stateOf('BETA', 'O1')).toBe('open');
  await paid('0.01');
  expect(await stateOf('BETA', 'O1')).toBe('released');
});

it('of competing orders of several members, the oldest goes first (§5.4, §9.6)', async () => {
  expect(await desk.decide('BETA', b, id('O1'), '600')).toEqual(['held', 'credit-limit-exceeded group']);
  expect(await desk.decide('ACME', a, id('O2'), '300')).toEqual(['held', 'credit-limit-exceeded group']);
  await paid('300');
  expect([await stateOf('BETA', 'O1'), await stateOf('ACME', 'O2')]).toEqual(['open', 'open']);
  await paid('250');
  expect([await stateOf('BETA', 'O1'), await stateOf('ACME', 'O2')]).toEqual(['released', 'open']);
  await paid('250');
  expect([await stateOf('BETA', 'O1'), await stateOf('ACME', 'O2')]).toEqual(['released', 'released']);
  const { group, members } = await desk.sums();
  expect(group).toEqual(members);
});

it('a higher limit of the group lets orders go, and so does a member who leaves', async () => {
  await desk.decide('BETA', b, id('O1'), '200');
  await desk.group({ creditLimit: '1099.99' }, '*');
  await desk.harness.background().settle();
  expect(await stateOf('BETA', 'O1')).toBe('open');
  await desk.group({ creditLimit: '1100' }, '*');
  await desk.harness.background().settle();
  expect(await stateOf('BETA', 'O1')).toBe('released');
  await desk.decide('BETA', b, id('O2'), '200');
  expect(await stateOf('BETA', 'O2')).toBe('open');
  await desk.leave('ACME', a);
  await desk.harness.background().settle();
  expect(await stateOf('BETA', 'O2')).toBe('released');
});

it('a held order goes with its customer: who leaves is held by the own limit', async () => {
  await desk.decide('BETA', b, id('O1'), '200');
  await desk.leave('BETA', b);
  await desk.harness.background().settle();
  const { body } = await desk.done('get-hold', { legalEntity: 'BETA', hold: `${id('O1')}.1` });
  expect(body.reasons.map(({ code, isActive, atHold }) => [code, atHold.limit, isActive])).toEqual([
    ['credit-limit-exceeded', 'group', false],
    ['credit-limit-exceeded', 'own', true],
  ]);
});

it('an invoice of another member overdue holds an order where the group says so', async () => {
  await desk.rule('BETA', { type: 'days-overdue', days: 30 });
  const overdue = { customer: a, date: '2020-01-01', dueDate: '2020-02-01', amount: '1', currency: 'EUR' };
  await desk.done('put-invoice', { legalEntity: 'ACME', invoice: 'OLD' }, overdue);
  expect(await desk.decide('BETA', b, id('O1'), '1')).toEqual(['passed']);
  await desk.group({ creditLimit: '1000', considerMembersOverdue: true }, '*');
  expect(await desk.decide('BETA', b, id('O2'), '1')).toEqual(['held', 'days-overdue ']);
});
