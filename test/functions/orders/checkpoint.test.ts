import { beforeAll, describe, expect, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from './order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk();
  await desk.setUp(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '75' },
  );
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
});

async function position(customer: string) {
  return (await desk.call('get-credit-position', { customer })).body;
}

describe('a checkpoint (§7.1)', () => {
  test('passes at 75 % and holds one cent above, with what would clear it (examples 1 and 2)', async () => {
    await desk.customer('C1');
    await desk.order('BASE', { state: 'open', amount: '5000.00' });
    await desk.order('O1', { amount: '1000.01' });
    const held = await desk.ask('O1');
    expect(held).toMatchObject({
      status: 200,
      body: { answer: 'held', hold: 'O1.1', reasons: [{ code: 'credit-limit-used', rules: [{ rule: 'USED' }] }] },
    });
    expect(held.body.reasons[0]?.clearances).toEqual(
      expect.arrayContaining([
        { kind: 'pay', amount: '0.01', currency: 'EUR' },
        { kind: 'raise-credit-limit', to: '8000.02', currency: 'EUR' },
        { kind: 'lower-order', to: '1000.00', currency: 'EUR' },
      ]),
    );
    await desk.order('O1', { version: 2, amount: '1000.00' });
    const passed = await desk.ask('O1', {}, 'again');
    expect(passed.body).toMatchObject({ answer: 'passed', hold: 'O1.1', holdState: 'released' });
  });

  test('gives the same answer to the same request, and refuses its id for another', async () => {
    await desk.customer('C2');
    await desk.order('R1', { customer: 'C2' });
    const first = await desk.ask('R1', { customer: 'C2' });
    const again = await desk.ask('R1', { customer: 'C2' });
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await desk.ask('R1', { customer: 'C2', checkpoint: 'invoice' });
    expect(other).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:idempotency-key-reused' } });
  });

  test('takes an amount for the same however many zeros it is written with, and for another by a cent', async () => {
    await desk.customer('C7');
    const version = (amount: string) => desk.order('Z1', { customer: 'C7', amount });
    expect([await version('100'), await version('100.00'), await version('100.01')]).toMatchObject([
      { status: 201, body: { order: { amount: '100.00', revision: 1 } } },
      { status: 200, body: { order: { amount: '100.00', revision: 1 } } },
      { status: 409, body: { type: 'urn:holdfast:problem:document-differs' } },
    ]);
    const question = (amount: string) => desk.ask('Z1', { customer: 'C7', amount, currency: 'EUR' });
    const first = await question('100');
    const again = await question('100.00');
    expect(again).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' }, body: first.body });
    expect((await question('100.01')).body.type).toBe('urn:holdfast:problem:idempotency-key-reused');
  });

  test('lets no two parallel orders together exceed the limit', async () => {
    await desk.customer('C3');
    const orders = Array.from({ length: 12 }, (_, index) => `P${index}`);
    await Promise.all(orders.map((order) => desk.order(order, { customer: 'C3' })));
    const answers = await Promise.all(orders.map((order) => desk.ask(order, { customer: 'C3' })));
    expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200));
    expect(answers.filter(({ body }) => body.answer === 'passed')).toHaveLength(6);
    expect(await position('C3')).toMatchObject({ components: { openOrders: '6000.00', openOrdersOnHold: '6000.00' } });
  });
});
