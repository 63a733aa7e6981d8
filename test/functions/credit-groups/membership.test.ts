import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { noExposure } from '../../../domain/position.ts';
import { aGroup, creditOf, group, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;

beforeEach(async () => {
  desk = await startGroupDesk();
  await desk.group();
  await desk.customer('ACME', 'A', { creditLimit: '1000' });
  await desk.customer('BETA', 'A', { creditLimit: '1000' });
});

describe('joining a group (§4.4)', () => {
  it('takes along what the customer owes, orders open and on hold included', async () => {
    await desk.rule('ACME', { type: 'sales-order-amount', amount: '500' });
    await desk.invoice('ACME', 'A', 'I1', '300');
    await desk.order('ACME', 'A', 'O1', '200', { state: 'open' });
    expect(await desk.decide('ACME', 'A', 'O2', '600')).toEqual(['held', 'sales-order-amount ']);
    await desk.join('ACME', 'A');
    const joined = await desk.stored();
    expect(joined.position).toMatchObject({
      members: 1,
      sums: { balance: 300_00n, toDelivered: 300_00n, toOrders: 500_00n, toHeld: 1_100_00n },
    });
    await desk.invoice('ACME', 'A', 'I2', '50');
    await desk.done(
      'cancel-order',
      { legalEntity: 'ACME', order: 'O1' },
      { customer: 'A' },
      { headers: { 'idempotency-key': 'c' } },
    );
    expect((await desk.stored()).position.sums).toMatchObject({ balance: 350_00n, toHeld: 950_00n });
    await desk.leave('ACME', 'A');
    expect((await desk.stored()).position).toMatchObject({ members: 0, sums: noExposure });
    expect((await creditOf('ACME', 'A')).position).toMatchObject({ creditGroup: '', sums: { toHeld: 950_00n } });
  });

  it('offers the legal entities of the actor where the same account is in no group', async () => {
    expect((await desk.join('ACME', 'A')).body).toEqual({
      creditGroup: group,
      legalEntity: 'ACME',
      customer: 'A',
      sameAccountIn: ['BETA'],
    });
    expect((await desk.join('BETA', 'A')).body.sameAccountIn).toEqual([]);
  });

  it('twice changes nothing', async () => {
    await desk.join('ACME', 'A');
    const before = await desk.stored();
    expect((await desk.join('ACME', 'A')).status).toBe(200);
    expect(await desk.stored()).toEqual(before);
  });

  it('is refused where the customer is in another group', async () => {
    await desk.join('ACME', 'A');
    const params = { legalEntity: 'ACME', customer: 'A', group: 'H' };
    await desk.done('put-customer-credit-group', { group: 'H' }, aGroup({ currency: 'USD' }));
    expect((await desk.call('put-customer-credit-group-member', params)).body).toMatchObject({
      type: 'urn:holdfast:problem:in-another-credit-group',
      creditGroup: group,
    });
  });

  it('and leaving takes along up to 80 open holds, and says how many are too many', async () => {
    await desk.rule('ACME', { type: 'sales-order-amount', amount: '0' });
    for (let number = 1; number <= 80; number += 1) await desk.decide('ACME', 'A', `H${number}`, '1');
    expect((await desk.join('ACME', 'A')).status).toBe(201);
    await desk.decide('ACME', 'A', 'H81', '1');
    const tooMany = { type: 'urn:holdfast:problem:too-many-holds-to-move', status: 409, maximum: 80, holds: 81 };
    expect((await desk.leave('ACME', 'A')).body).toMatchObject(tooMany);
    const ended = { customer: 'A' };
    await desk.done('cancel-order', { legalEntity: 'ACME', order: 'H81' }, ended);
    expect((await desk.leave('ACME', 'A')).status).toBe(204);
    await desk.decide('ACME', 'A', 'H82', '1');
    expect((await desk.join('ACME', 'A')).body).toMatchObject(tooMany);
  });

  it('is for 500 customers at most, 100 where all their invoices count', async () => {
    await desk.join('ACME', 'A');
    expect((await desk.group({ considerMembersOverdue: true }, '*')).status).toBe(200);
    expect((await desk.stored()).group.considerMembersOverdue).toBe(true);
  });
});

describe('a group', () => {
  it('needs an expiry date, and temporary limits that share no day', async () => {
    const { expiryDate: _, ...without } = aGroup();
    const missing = await desk.call('put-customer-credit-group', { group: 'H' }, without);
    expect(missing).toMatchObject({ status: 422, body: { errors: [{ pointer: '/expiryDate' }] } });
    const temporaryLimits = [
      { from: '2026-06-01', to: '2026-06-15', amount: '1' },
      { from: '2026-06-15', to: '2026-06-30', amount: '2' },
    ];
    const overlapping = await desk.call('put-customer-credit-group', { group: 'H' }, aGroup({ temporaryLimits }));
    expect(overlapping).toMatchObject({ status: 422, body: { errors: [{ pointer: '/temporaryLimits/1' }] } });
  });

  it('is changed only by who names the version that they change, and keeps its currency', async () => {
    expect((await desk.group()).status).toBe(428);
    expect((await desk.group({}, '"7"')).status).toBe(412);
    expect((await desk.group({ creditLimit: '1' }, '"1"')).headers).toMatchObject({ etag: '"2"' });
    expect((await desk.group({ currency: 'USD' }, '*')).body).toMatchObject({ currency: 'EUR', status: 409 });
  });

  it('exists for those only who see one of its members, and while it has none for who created it (§1.3)', async () => {
    await desk.harness.grant('bob', 'BETA', ['credit-manager']);
    const asBob = { as: 'bob' };
    expect((await desk.call('get-customer-credit-group', { group }, undefined, asBob)).status).toBe(404);
    await desk.join('ACME', 'A');
    expect((await desk.call('get-customer-credit-group', { group }, undefined, asBob)).status).toBe(404);
    expect((await desk.call('put-customer-credit-group', { group }, aGroup(), asBob)).body).toMatchObject({
      type: 'urn:holdfast:problem:credit-group-number-taken',
    });
    const foreign = { group, legalEntity: 'BETA', customer: 'A' };
    const unknown = { ...foreign, group: 'NONE' };
    const refused = await desk.call('put-customer-credit-group-member', foreign, undefined, asBob);
    expect(refused).toEqual(await desk.call('put-customer-credit-group-member', unknown, undefined, asBob));
    expect(refused.status).toBe(404);
    await desk.join('BETA', 'A');
    const seen = await desk.call('get-customer-credit-group', { group }, undefined, asBob);
    expect(seen.body).toMatchObject({ limit: '20000.00', members: [{ legalEntity: 'BETA', customer: 'A' }] });
    expect(JSON.stringify(seen.body)).not.toContain('ACME');
    const listed = await desk.call('list-customer-credit-groups', {}, undefined, asBob);
    expect(listed.body.items).toMatchObject([{ creditGroup: group }]);
    await desk.leave('BETA', 'A');
    expect((await desk.call('list-customer-credit-groups', {}, undefined, asBob)).body.items).toEqual([]);
  });
});

it('after any history the group’s sums are those of its members, and leave with them', async () => {
  const customers = ['P', 'Q'];
  for (const customer of customers) await desk.customer('ACME', customer);
  await desk.parameters('ACME', { creditLimitCheck: 'hold' });
  await desk.group({ creditLimit: '90' }, '*');
  let next = 0;
  const step = fc.record({
    what: fc.constantFrom('join', 'leave', 'invoice', 'pay', 'order', 'ask', 'cancel'),
    customer: fc.constantFrom(...customers),
    amount: fc.integer({ min: 1, max: 60 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const orders: { readonly customer: string; readonly order: string }[] = [];
      const of = (customer: string) => orders.find((order) => order.customer === customer);
      for (const { what, customer, amount } of steps) {
        const id = `D${(next += 1)}`;
        const money = { customer, date: '2026-06-01', amount: String(amount), currency: 'EUR' };
        if (what === 'join') await desk.join('ACME', customer);
        if (what === 'leave') await desk.leave('ACME', customer);
        if (what === 'invoice') await desk.invoice('ACME', customer, id, String(amount));
        if (what === 'pay') await desk.done('put-payment', { legalEntity: 'ACME', payment: id }, money);
        if (what === 'order') {
          orders.push({ customer, order: id });
          await desk.order('ACME', customer, id, String(amount), { state: 'open' });
        }
        const known = of(customer);
        if (what === 'ask' && known !== undefined) await desk.ask('ACME', customer, known.order);
        if (what === 'cancel' && known !== undefined) {
          const headers = { 'idempotency-key': `cancel-${known.order}` };
          await desk.call('cancel-order', { legalEntity: 'ACME', order: known.order }, { customer }, { headers });
        }
      }
      const { group: sums, members } = await desk.sums();
      expect(sums).toEqual(members);
      for (const customer of customers) await desk.leave('ACME', customer);
      expect((await desk.stored()).position).toMatchObject({ members: 0, sums: noExposure });
    }),
    { numRuns: 25 },
  );
});
