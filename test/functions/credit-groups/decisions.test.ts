import { beforeEach, describe, expect, it } from 'vitest';
import { group, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;

/** Examples 12 and 13: A, without a limit of its own, owes 12,000 to ACME, B owes 4,000 of its 5,000 to BETA. */
beforeEach(async () => {
  desk = await startGroupDesk();
  for (const legalEntity of ['ACME', 'BETA']) {
    await desk.rule(legalEntity, { type: 'credit-limit-used', percent: '100' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'rules' });
  }
  await desk.group();
  await desk.customer('ACME', 'A');
  await desk.customer('BETA', 'B', { creditLimit: '5000' });
  await desk.invoice('ACME', 'A', 'I1', '12000');
  await desk.join('ACME', 'A');
  await desk.join('BETA', 'B');
  await desk.invoice('BETA', 'B', 'I1', '4000');
});

describe('an order of a member (§4.6)', () => {
  it('is tested against the group, then against the own limit where there is one (example 12)', async () => {
    expect(await desk.decide('BETA', 'B', 'O1', '900')).toEqual(['passed']);
    expect(await desk.decide('BETA', 'B', 'O2', '100.01')).toEqual(['held', 'credit-limit-used own']);
  });

  it('passes up to exactly the limit of the group, which counts what other members’ orders took', async () => {
    expect(await desk.decide('BETA', 'B', 'O1', '900')).toEqual(['passed']);
    expect(await desk.decide('ACME', 'A', 'O2', '3100.01')).toEqual(['held', 'credit-limit-used group']);
    await desk.done(
      'cancel-order',
      { legalEntity: 'ACME', order: 'O2' },
      { customer: 'A' },
      { headers: { 'idempotency-key': 'c1' } },
    );
    expect(await desk.decide('ACME', 'A', 'O3', '3100')).toEqual(['passed']);
    expect((await desk.stored()).position.sums.toHeld).toBe(20_000_00n);
  });

  it('is held by both limits where it is over both, each with its own numbers', async () => {
    await desk.order('BETA', 'B', 'O1', '4000.01');
    const { body } = await desk.ask('BETA', 'B', 'O1');
    expect(body.reasons).toMatchObject([
      { limit: 'group', operands: { exposure: '20000.01', limit: '20000.00' } },
      { limit: 'own', operands: { exposure: '8000.01', limit: '5000.00' } },
    ]);
    expect(body.reasons[0]?.clearances).toContainEqual({ kind: 'raise-group-limit', to: '20000.01', currency: 'EUR' });
    expect(body.group).toMatchObject({ creditGroup: group, exposure: { withOrder: '20000.01' } });
    expect(body.testedLimits).toEqual(['group', 'own']);
  });

  it('is tested against a mandatory limit of nothing too (example 13)', async () => {
    const wishes = { name: 'A', currency: 'EUR', mandatoryLimit: true };
    await desk.done('put-customer', { legalEntity: 'ACME', customer: 'A' }, wishes, { headers: { 'if-match': '*' } });
    expect(await desk.decide('ACME', 'A', 'O1', '1')).toEqual(['held', 'credit-limit-used own']);
  });

  it('without checkGroupLimit is tested against its own limit alone, and 0 is no credit', async () => {
    await desk.parameters('ACME', { checkGroupLimit: false });
    expect(await desk.decide('ACME', 'A', 'O1', '1')).toEqual(['held', 'credit-limit-used own']);
    await desk.parameters('BETA', { checkGroupLimit: false });
    await desk.invoice('ACME', 'A', 'I9', '90000');
    expect(await desk.decide('BETA', 'B', 'O2', '1000')).toEqual(['passed']);
  });

  it('of an unlimited member is tested against nothing, and counts in the group', async () => {
    await desk.customer('ACME', 'U', { unlimited: true });
    await desk.join('ACME', 'U');
    expect(await desk.decide('ACME', 'U', 'O1', '50000')).toEqual(['passed']);
    expect((await desk.stored()).position.sums.toHeld).toBe(66_000_00n);
    expect(await desk.decide('ACME', 'A', 'O2', '0.01')).toEqual(['held', 'credit-limit-used group']);
  });

  it('finds the group’s expiry date in the place of its own (§4.1)', async () => {
    await desk.done(
      'put-rule',
      { legalEntity: 'BETA', rule: 'R2' },
      { kind: 'blocking', scope: 'all', type: 'credit-limit-expired', days: 10 },
    );
    expect(await desk.decide('BETA', 'B', 'O1', '1')).toEqual(['passed']);
    await desk.group({ expiryDate: '2020-01-01' }, '*');
    expect(await desk.decide('BETA', 'B', 'O2', '1')).toEqual(['held', 'credit-limit-expired ']);
  });
});

it('the credit position shows the group and nothing of its other members (§1.3, §5.7)', async () => {
  const { body } = await desk.done('get-credit-position', { legalEntity: 'BETA', customer: 'B' });
  expect(body.group).toEqual({
    creditGroup: group,
    description: 'Northwind',
    currency: 'EUR',
    exposure: '16000.00',
    lacksRates: false,
    limit: '20000.00',
    temporaryLimit: null,
    expiryDate: '2099-12-31',
    available: '4000.00',
    usedPercent: '80.00',
  });
  expect(body.limitsTested).toEqual(['group', 'own']);
});

it('of 20 orders of several members at once, exactly those pass that fit the group (§5.6)', async () => {
  await desk.parameters('ACME', { heldOrdersConsumeCredit: false });
  const members = ['M1', 'M2', 'M3', 'M4'];
  for (const member of members) {
    await desk.customer('ACME', member);
    await desk.join('ACME', member);
  }
  const orders = Array.from({ length: 20 }, (_, index) => ({ order: `P${index}`, member: members[index % 4] ?? '' }));
  for (const { order, member } of orders) await desk.order('ACME', member, order, '1000');
  const answers = await Promise.all(orders.map(({ order, member }) => desk.ask('ACME', member, order)));
  const passed = answers.filter(({ body }) => body.answer === 'passed');
  expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200));
  // 16,000 are used, and held orders use nothing.
  expect(passed).toHaveLength(4);
  const { position } = await desk.stored();
  expect(position.sums.toOrders).toBe(20_000_00n);
  const { group: sums, members: added } = await desk.sums();
  expect(sums).toEqual(added);
});
