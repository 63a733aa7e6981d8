import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startHoldDesk, type HoldDesk } from './hold-desk.ts';

let desk: HoldDesk;
let customer = '';
let customers = 0;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
});
afterAll(() => desk.harness.background().stop());

/** A customer with a limit of 8,000 EUR who owes all of it, for each test. */
beforeEach(async () => {
  customers += 1;
  customer = `E${customers}`;
  await desk.customer(customer);
  await owe('8000.00');
  await settle();
});

const settle = () => desk.harness.background().settle();
const order = (number: number) => `${customer}-${number}`;
const hold = (number: number) => `${order(number)}.1`;

async function owe(amount: string): Promise<void> {
  const sent = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: 'EUR' };
  const { status } = await desk.call('put-invoice', { invoice: `${customer}-I` }, sent);
  expect(status).toBe(201);
}
async function pay(amount: string): Promise<void> {
  const sent = { customer, date: '2026-06-15', amount, currency: 'EUR' };
  expect((await desk.call('put-payment', { payment: `${customer}-P` }, sent)).status).toBe(201);
}
const held = (number: number, amount: string, changes = {}) =>
  desk.hold(order(number), { customer, amount, ...changes }, { postingParameters: { printer: 'P1' } });

function published(type: string) {
  return desk.harness
    .background()
    .publishedEvents()
    .map(({ message }) => JSON.parse(message) as { readonly type: string; readonly data: Record<string, unknown> })
    .filter((event) => event.type === `holdfast.${type}.v1` && event.data['customer'] === customer);
}

describe('what is freed lets held orders go within seconds (§9.5)', () => {
  test('a payment: through the stream, the queue and the worker, and an event says so', async () => {
    await held(1, '1000.00');
    await settle();
    expect(published('order-held')).toHaveLength(1);
    await pay('1000.00');
    expect(await desk.stateOf(hold(1))).toBe('open');
    await settle();
    const { body } = await desk.call('get-hold', { hold: hold(1) });
    expect(body).toMatchObject({ state: 'released', end: { by: 'automatic', reason: 'AUTO', withPosting: false } });
    expect(body.reasons.map(({ code, isActive }) => [code, isActive])).toEqual([['credit-limit-used', false]]);
    const { body: list } = await desk.harness.call('list-holds', {
      as: 'root',
      query: { legalEntity: 'ACME', customer, state: 'released' },
    });
    expect(list.items).toMatchObject([{ hold: hold(1), reason: 'none', reasons: [] }]);
    const [event] = published('order-released');
    expect(event?.data).toMatchObject({ order: order(1), hold: hold(1), by: 'automatic', posting: null });
  });

  test('a payment of one cent less frees nothing', async () => {
    await held(1, '1000.00');
    await pay('999.99');
    await settle();
    expect(await desk.stateOf(hold(1))).toBe('open');
    expect(published('order-released')).toEqual([]);
  });

  test('the oldest first; what does not fit stays (§9.6)', async () => {
    await held(1, '3000.00');
    await held(2, '1500.00');
    await held(3, '1000.00');
    await pay('4500.00');
    await settle();
    expect(await Promise.all([1, 2, 3].map((number) => desk.stateOf(hold(number))))).toEqual([
      'released',
      'released',
      'open',
    ]);
  });

  test('the rejection or cancellation of an older order frees a younger one', async () => {
    await pay('2000.00');
    await held(1, '2500.00');
    await held(2, '1000.00');
    await held(3, '1000.00');
    await settle();
    const rejected = await desk.reject('mia', [hold(1)]);
    expect(rejected.body.results).toMatchObject([{ outcome: 'done' }]);
    await settle();
    expect(await desk.stateOf(hold(2))).toBe('released');
    expect(await desk.stateOf(hold(3))).toBe('released');
  });

  test('putting an open order on hold frees what it counted for', async () => {
    await pay('2000.00');
    // 1,500 of 2,000 are taken by an order that counts, so that 1,000 do not fit.
    await desk.order(order(1), { customer, state: 'open', amount: '1500.00' });
    await held(2, '1000.00');
    await settle();
    expect(await desk.stateOf(hold(2))).toBe('open');
    const asked = await desk.ask(order(1), { customer, amount: '2500.00', currency: 'EUR' });
    expect(asked.body).toMatchObject({ answer: 'held' });
    await settle();
    expect(await desk.stateOf(hold(2))).toBe('released');
  });

  test('excluding the order clears its reasons and does not end its hold (§7.3)', async () => {
    await held(1, '1000.00');
    await desk.call('exclude-order', { order: order(1) }, { isExcluded: true }, { headers: { 'if-match': '*' } });
    await settle();
    expect(await desk.stateOf(hold(1))).toBe('ready-to-release');
  });

  test('a version of a held order is evaluated as it is now, larger or smaller', async () => {
    await pay('500.00');
    await held(1, '1000.00');
    await desk.order(order(1), { customer, version: 2, amount: '1200.00' });
    await settle();
    expect((await desk.call('get-hold', { hold: hold(1) })).body).toMatchObject({ state: 'open', amount: '1200.00' });
    await desk.order(order(1), { customer, version: 3, amount: '500.00' });
    await settle();
    expect(await desk.stateOf(hold(1))).toBe('released');
  });

  test('not where autoEvaluate is off', async () => {
    await desk.parameters({ autoEvaluate: false });
    await held(1, '1000.00');
    await pay('8000.00');
    await settle();
    expect(await desk.stateOf(hold(1))).toBe('open');
    await desk.parameters({ autoEvaluate: true });
    await settle();
    expect(await desk.stateOf(hold(1))).toBe('released');
  });
});

describe('every way in which a hold changes or ends has its event, once (§15.2)', () => {
  const states = () => published('hold-changed').map(({ data }) => [data['hold'], data['holdState'], data['by']]);
  const ends = () => ['order-released', 'order-rejected', 'hold-changed'].flatMap((type) => published(type));

  test.each([
    ['cancelled', () => desk.call('cancel-order', { order: order(1) }, { customer })],
    ['cancelled by a version', () => desk.order(order(1), { customer, version: 2, state: 'cancelled' })],
    ['closed', () => desk.order(order(1), { customer, version: 2, state: 'closed' })],
  ])('the order is %s: the hold is cancelled', async (_, end) => {
    await held(1, '1000.00');
    await end();
    await end();
    await settle();
    expect(states()).toEqual([[hold(1), 'cancelled', 'root']]);
    expect(published('hold-changed')[0]?.data).toMatchObject({ order: order(1), reason: 'OK', sequence: 3 });
    expect(ends()).toHaveLength(1);
  });

  test('the order without a hold is cancelled: nothing is said of one', async () => {
    await desk.order(order(1), { customer });
    await desk.call('cancel-order', { order: order(1) }, { customer });
    await settle();
    expect(ends()).toEqual([]);
  });

  test('the order is excluded, and its hold rejected', async () => {
    await held(1, '1000.00');
    await desk.call('exclude-order', { order: order(1) }, { isExcluded: true }, { headers: { 'if-match': '*' } });
    await settle();
    expect(states()).toEqual([[hold(1), 'ready-to-release', undefined]]);
    await desk.reject('mia', [hold(1)]);
    await desk.reject('mia', [hold(1)]);
    await settle();
    expect(published('order-rejected').map(({ data }) => [data['hold'], data['by']])).toEqual([[hold(1), 'mia']]);
    expect(ends()).toHaveLength(2);
  });

  test('the hold is released by a person', async () => {
    await held(1, '1000.00');
    await desk.release('mia', [hold(1)]);
    await settle();
    expect(published('order-released').map(({ data }) => [data['hold'], data['by']])).toEqual([[hold(1), 'mia']]);
    expect(ends()).toHaveLength(1);
  });

  test('the order grows while it is held', async () => {
    await held(1, '1000.00');
    await desk.order(order(1), { customer, version: 2, amount: '1200.00' });
    await settle();
    expect(states()).toEqual([[hold(1), 'open', undefined]]);
    expect(ends()).toHaveLength(1);
  });
});

describe('the worker (§9.6)', () => {
  const message = (cause: string) => ({
    messages: [
      { body: { kind: 'customer', legalEntity: 'ACME', customer, because: 'change', cause }, messageGroupId: '1' },
    ],
  });

  test('twice with one cause does once what it does', async () => {
    await held(1, '1000.00');
    await pay('1000.00');
    expect(await desk.harness.work('evaluate-holds', message('paid'))).toEqual({ batchItemFailures: [] });
    const { body } = await desk.call('get-hold', { hold: hold(1) });
    await desk.harness.work('evaluate-holds', message('paid'));
    expect((await desk.call('get-hold', { hold: hold(1) })).body).toEqual(body);
    await settle();
    expect(published('order-released')).toHaveLength(1);
  });

  test('a release with posting tells the order system what to post', async () => {
    await desk.parameters({ autoRelease: 'with-posting' });
    await held(1, '1000.00');
    await pay('1000.00');
    await settle();
    await desk.parameters({ autoRelease: 'without-posting' });
    const [event] = published('order-released');
    expect(event?.data['posting']).toEqual({
      checkpoint: 'confirmation',
      mode: 'posting',
      amount: null,
      currency: 'EUR',
      parameters: { printer: 'P1' },
    });
    const byEvent = await desk.ask(order(1), { customer }, `${order(1)}-posted`);
    expect(byEvent.body).toMatchObject({ answer: 'passed', skipped: { because: 'release' } });
  });

  test('released with posting, the cancellation of a packing slip is cancelled, not delivered', async () => {
    const { body: before } = await desk.call('get-parameters');
    const { 'packing-slip': slips } = before.checkpoints;
    const checkpoints = { ...before.checkpoints, 'packing-slip': { ...slips, posting: true } };
    await desk.parameters({ checkpoints, skipCheckOnPackingSlipCancellation: false });
    const cancellation = { checkpoint: 'packing-slip', mode: 'cancellation' };
    const named = { amount: '400.00', currency: 'EUR', postingParameters: { slip: 'PS-1' } };
    await desk.hold(order(1), { customer, amount: '1000.00' }, { customer, ...cancellation, ...named });
    await desk.release('mia', [hold(1)], { mode: 'with-posting' });
    await settle();
    const [event] = published('order-released');
    expect(event?.data['posting']).toEqual({
      ...cancellation,
      amount: '400.00',
      currency: 'EUR',
      parameters: { slip: 'PS-1' },
    });
    const asked = await desk.ask(order(1), { customer, ...cancellation, ...named }, `${order(1)}-cancelled`);
    expect(asked.body).toMatchObject({ answer: 'passed', skipped: { because: 'release' } });
    await desk.setUp('put-parameters', {}, before);
  });
});
