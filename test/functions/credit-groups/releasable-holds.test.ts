import { beforeAll, expect, test } from 'vitest';
import { group, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;

/** A group with a limit of 20,000 EUR, of which 4,000 are free once A of ACME has paid; its members' orders were held before. */
beforeAll(async () => {
  desk = await startGroupDesk();
  await desk.group();
  for (const [legalEntity, customer, wishes] of [
    ['ACME', 'A', {}],
    ['BETA', 'B', { creditLimit: '1500' }],
    ['BETA', 'C', {}],
  ] as const) {
    await desk.customer(legalEntity, customer, wishes);
    await desk.join(legalEntity, customer);
  }
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.rule(legalEntity, { type: 'credit-limit-used', percent: '100' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'rules' });
  }
  await desk.invoice('ACME', 'A', 'I1', '20000');
  let seconds = 0;
  for (const [legalEntity, customer, order, amount] of [
    ['ACME', 'A', 'A-1', '3000'],
    ['BETA', 'B', 'B-1', '1600'],
    ['BETA', 'B', 'B-2', '900'],
    ['BETA', 'C', 'C-1', '200'],
    ['ACME', 'A', 'A-2', '100'],
  ] as const) {
    seconds += 1;
    desk.harness.setClock(`2026-06-15T10:00:0${seconds}.000Z`);
    const [answer] = await desk.decide(legalEntity, customer, order, amount);
    if (answer !== 'held') throw new Error(`${order} is ${answer}`);
  }
  const payment = { customer: 'A', date: '2026-06-02', amount: '4000', currency: 'EUR' };
  await desk.done('put-payment', { legalEntity: 'ACME', payment: 'P1' }, payment);
  await desk.harness.grant('bea', 'BETA', ['credit-clerk']);
  await desk.harness.grant('zoe', 'GAMMA', ['credit-clerk']);
});

async function listed(as: string, query = {}) {
  const { body } = await desk.done('list-releasable-group-holds', { group }, undefined, { as, query });
  return body.items.map(({ order, fits, reasons, groupFreeBefore, groupFreeAfter, freeBefore }) => {
    const limits = reasons.map(({ limit }) => limit).join();
    return [order, fits, limits, groupFreeBefore, groupFreeAfter, freeBefore];
  });
}

test('holds of all members take from the limit of the group, and each from its own', async () => {
  expect(await listed('ann')).toEqual([
    ['A-1', true, '', '4000.00', '1000.00', null],
    ['B-1', false, 'group,own', '1000.00', '1000.00', '1500.00'],
    ['B-2', true, '', '1000.00', '100.00', '1500.00'],
    ['C-1', false, 'group', '100.00', '100.00', null],
    ['A-2', true, '', '100.00', '0.00', null],
  ]);
});

test('who sees one legal entity sees its holds alone, and nothing of the others goes (§1.3)', async () => {
  expect(await listed('bea')).toEqual([
    ['B-1', false, 'own', '4000.00', '4000.00', '1500.00'],
    ['B-2', true, '', '4000.00', '3100.00', '1500.00'],
    ['C-1', true, '', '3100.00', '2900.00', null],
  ]);
  const { status } = await desk.call('list-releasable-group-holds', { group }, undefined, { as: 'zoe' });
  expect(status).toBe(404);
});

test('a hold of a member is explained among the older ones of the group, which compete with it (§5.4)', async () => {
  const { body } = await desk.done('get-hold', { legalEntity: 'BETA', hold: 'C-1.1' });
  expect(body.evaluatedNow?.fixes).toMatchObject([
    { clearance: { kind: 'pay', amount: '1700.00' }, takes: { amount: '1700.00', currency: 'EUR' }, isCheapest: true },
    { clearance: { kind: 'raise-group-limit', to: '21700.00' }, takes: { amount: '1700.00' }, isCheapest: false },
  ]);
});

test('of one member alone, the others stay held', async () => {
  const { body } = await desk.done('list-releasable-holds', { legalEntity: 'ACME', customer: 'A' });
  expect(body.items.map(({ order, fits, groupFreeAfter }) => [order, fits, groupFreeAfter])).toEqual([
    ['A-1', true, '1000.00'],
    ['A-2', true, '900.00'],
  ]);
  expect(body.groupCurrency).toBe('EUR');
});

test('whoever releases those that fit stays within the limits of the group and the members', async () => {
  const { body } = await desk.done('list-releasable-group-holds', { group });
  const holds = body.items.filter(({ fits }) => fits).map(({ legalEntity, hold }) => ({ legalEntity, hold }));
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.done('put-reason', { legalEntity, reason: 'OK' }, { type: 'release', description: 'Fits' });
  }
  const released = await desk.done('release-holds', {}, { holds, reason: 'OK', mode: 'without-posting' });
  expect(released.body.results.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  expect((await desk.stored()).position.sums.toOrders).toBe(20_000_00n);
  for (const customer of ['B', 'C']) {
    const evaluated = await desk.done('evaluate-customer-holds', { legalEntity: 'BETA', customer }, {});
    expect(evaluated.body.results.map(({ hold }) => hold.state)).toEqual(['open']);
  }
  expect((await listed('ann')).filter(([, fits]) => fits)).toEqual([]);
});
