import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../domain/a-situation.ts';
import { follow, lessOf, type WireClearance } from './follow-clearance.ts';
import { startOrderDesk, type OrderDesk } from './order-desk.ts';

type Fields = Readonly<Record<string, unknown>>;
const eur = { currency: 'EUR' };

let desk: OrderDesk;
let customer = '';
let tests = 0;

beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.setUp('put-account-status', { accountStatus: 'STOP' }, { description: 'Stopped', stops: 'all' });
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
});
afterAll(() => desk.harness.background().stop());
beforeEach(() => {
  tests += 1;
  customer = `C${tests}`;
});

/** For one test alone. */
const changed: Fields[] = [];
async function withParameters(changes: Fields): Promise<void> {
  const { body } = await desk.call('get-parameters');
  changed.push(body);
  await desk.parameters(changes);
}
afterEach(async () => {
  for (const before of changed.splice(0)) await desk.parameters(before);
});

const settle = () => desk.harness.background().settle();
const rule = (name: string, body: Fields) =>
  desk.setUp(
    'put-rule',
    { rule: `${customer}-${name}` },
    { kind: 'blocking', scope: 'customer', account: customer, ...body },
  );
const invoice = (name: string, dueDate: string, amount: string) =>
  desk.setUp(
    'put-invoice',
    { invoice: `${customer}-${name}` },
    { customer, date: '2026-04-01', dueDate, amount, currency: 'EUR' },
  );
const id = (order: string) => `${customer}-${order}`;

async function held(order: string, amount: string, question: Fields = {}) {
  await desk.order(id(order), { customer, amount });
  // What set-up and invoices started is done with, so that the next evaluation is of what follows.
  await settle();
  const { body } = await desk.ask(id(order), { customer, ...question });
  expect(body.answer).toBe('held');
  return body.reasons;
}

async function stateOf(order: string) {
  const { body } = await desk.call('get-hold', { hold: `${id(order)}.1` });
  return [body.state, ...body.reasons.filter(({ isActive }) => isActive).map(({ code }) => code)];
}

/** A cent or a day less keeps the order held; the rest of it, or all of it, lets it go. */
async function followed(order: string, clearance: WireClearance): Promise<void> {
  const before = await stateOf(order);
  const less = lessOf(clearance);
  if (less === undefined) await settle();
  else await follow(desk, { customer, order: id(order) }, less);
  expect(await stateOf(order)).toEqual(before);
  const rest = 'amount' in clearance && less !== undefined ? { ...clearance, amount: '0.01' } : clearance;
  await follow(desk, { customer, order: id(order) }, rest);
  expect((await stateOf(order))[0]).toBe('released');
}

const used = { type: 'credit-limit-used', percent: '75' };

describe('an order over its limit of 8,000, of which 5,000 are owed and 75 % may be used', () => {
  const clearances: readonly WireClearance[] = [
    { kind: 'pay', amount: '1000.00', ...eur },
    { kind: 'raise-credit-limit', to: '9333.34', ...eur },
    { kind: 'lower-order', to: '1000.00', ...eur },
  ];
  test.each(clearances)('goes with %o, and with no less', async (clearance) => {
    await desk.customer(customer);
    await rule('USED', used);
    await invoice('I1', '2026-07-01', '5000');
    const [reason] = await held('O1', '2000');
    expect(reason?.clearances).toEqual(clearances);
    await followed('O1', clearance);
  });

  test('goes with a higher temporary limit, where one is in force', async () => {
    await desk.customer(customer, { temporaryLimits: [{ from: '2026-06-01', to: '2026-06-30', amount: '9000.00' }] });
    await rule('USED', { ...used, percent: '120' });
    await invoice('I1', '2026-07-01', '10000');
    const [reason] = await held('O1', '2000');
    expect(reason?.clearances).toContainEqual({ kind: 'raise-temporary-limit', to: '10000.00', ...eur });
    await followed('O1', { kind: 'raise-temporary-limit', to: '10000.00', ...eur });
  });
});

describe('a posting that names its amount (§5.2)', () => {
  const posting = (amount: string) => ({ amount, currency: 'EUR', postingParameters: { of: amount } });

  test('of more than its order goes with a version that is a cent less than the order', async () => {
    await desk.customer(customer);
    await rule('USED', used);
    await invoice('I1', '2026-07-01', '5000');
    const [reason] = await held('O1', '900', posting('1500'));
    expect(reason?.clearances).toContainEqual({ kind: 'lower-order', to: '899.99', ...eur });
    await followed('O1', { kind: 'lower-order', to: '899.99', ...eur });
    const { body } = await desk.call('get-hold', { hold: `${id('O1')}.1` });
    expect(body.posting).toMatchObject({ amount: '899.99', parameters: { of: '1500' } });
  });

  test('of less than its order, where only what is posted counts, goes with an order of what fits', async () => {
    await withParameters({ exposureBasis: 'balance' });
    await desk.customer(customer);
    await rule('USED', used);
    await invoice('I1', '2026-07-01', '5000');
    const [reason] = await held('O1', '2000', posting('1500'));
    expect(reason?.clearances).toContainEqual({ kind: 'lower-order', to: '1000.00', ...eur });
    await followed('O1', { kind: 'lower-order', to: '1000.00', ...eur });
  });

  test('asked for again with another amount is judged, and cleared, by that one', async () => {
    await withParameters({ exposureBasis: 'balance' });
    await desk.customer(customer);
    await rule('USED', used);
    await invoice('I1', '2026-07-01', '5000');
    await held('O1', '2000', posting('1500'));
    const again = await desk.ask(id('O1'), { customer, ...posting('1200') }, `${customer}-again`);
    expect(again.body).toMatchObject({ answer: 'held', hold: `${id('O1')}.1` });
    expect(again.body.reasons[0]?.clearances).toContainEqual({ kind: 'pay', amount: '200.00', ...eur });
    const { body } = await desk.call('get-hold', { hold: `${id('O1')}.1` });
    expect(body.posting).toMatchObject({ amount: '1200.00', parameters: { of: '1200' } });
    await followed('O1', { kind: 'pay', amount: '200.00', ...eur });
  });
});

describe('overdue invoices', () => {
  async function owing(rules: Fields): Promise<void> {
    await desk.customer(customer);
    await rule('OVERDUE', rules);
    await invoice('I1', '2026-05-01', '300');
    await invoice('I2', '2026-06-01', '200');
    await invoice('I3', '2026-06-10', '50');
    const payment = { customer, date: '2026-06-01', amount: '310', currency: 'EUR' };
    await desk.setUp('put-payment', { payment: `${customer}-P` }, payment);
  }
  const amounts = { type: 'overdue-amount', amount: '100', percent: '1' };

  test.each([{ kind: 'pay' }, { kind: 'pay-invoices-due-before', date: day('2026-06-02') }] as const)(
    'with cash on account, which covers the oldest, go with %o, and with no less',
    async (kind) => {
      await owing(amounts);
      const clearance: WireClearance = { ...kind, amount: '140.00', ...eur };
      const [reason] = await held('O1', '500');
      expect(reason?.clearances).toContainEqual(clearance);
      await followed('O1', clearance);
    },
  );

  test('must be settled where cash on account covers none', async () => {
    await withParameters({ useUnappliedCash: false });
    await owing(amounts);
    const [reason] = await held('O1', '500');
    const clearance = { kind: 'pay-invoices-due-before', date: day('2026-06-02'), amount: '450.00', ...eur } as const;
    expect(reason?.clearances).toContainEqual(clearance);
    await followed('O1', clearance);
  });

  test('of more than ten days: those that are, to the cent', async () => {
    await owing({ type: 'days-overdue', days: 10 });
    const clearance = { kind: 'pay-invoices-due-before', date: day('2026-06-02'), amount: '190.00', ...eur } as const;
    expect((await held('O1', '500'))[0]?.clearances).toEqual([{ kind: 'pay', amount: '190.00', ...eur }, clearance]);
    await followed('O1', clearance);
  });
});

describe('what is no amount', () => {
  test('an expired limit goes with a later date, a day earlier does not', async () => {
    await desk.customer(customer, { creditLimitExpiryDate: '2026-06-01' });
    await rule('EXPIRED', { type: 'credit-limit-expired', days: 10 });
    const clearance = { kind: 'extend-credit-limit-expiry', to: day('2026-06-05') } as const;
    expect((await held('O1', '1'))[0]?.clearances).toEqual([clearance]);
    await followed('O1', clearance);
  });

  test('an account on hold goes with another status', async () => {
    await desk.customer(customer, { accountStatus: 'STOP' });
    const clearance = { kind: 'change-account-status', otherThan: ['STOP'] } as const;
    const reasons = await held('O1', '1');
    expect(reasons).toMatchObject([{ code: 'account-on-hold', clearances: [clearance] }]);
    await followed('O1', { ...clearance, otherThan: ['STOP'] });
  });
});

describe('held orders that compete (§5.4)', () => {
  const terms = { type: 'terms-of-payment', paymentTerms: 'N90' };

  test('an order that only a held one keeps from going, which cannot go itself, needs nothing but another look', async () => {
    await desk.customer(customer);
    await rule('USED', used);
    await rule('TERMS', terms);
    await invoice('I1', '2026-07-01', '4000');
    await desk.order(id('O0'), { customer, amount: '1000', paymentTerms: 'N90' });
    await desk.ask(id('O0'), { customer });
    const [reason] = await held('O1', '2000');
    expect(reason).toMatchObject({ operands: { exposure: '7000.00' }, clearances: [{ kind: 'evaluate-again' }] });
    await followed('O1', { kind: 'evaluate-again' });
    expect((await stateOf('O0'))[0]).toBe('open');
  });

  test('the payment that lets an older one compete again counts it', async () => {
    await desk.customer(customer);
    await rule('USED', used);
    await rule('LATE', { type: 'days-overdue', days: 0 });
    await invoice('I1', '2026-06-01', '500');
    await invoice('I2', '2026-07-01', '5000');
    await held('O0', '400');
    const reasons = await held('O1', '1000');
    const ofUsed = reasons.find(({ code }) => code === 'credit-limit-used');
    expect(ofUsed?.clearances).toContainEqual({ kind: 'pay', amount: '900.00', ...eur });
    await follow(desk, { customer, order: id('O1') }, { kind: 'pay', amount: '899.99', ...eur });
    expect((await stateOf('O0'))[0]).toBe('released');
    expect(await stateOf('O1')).toEqual(['open', 'credit-limit-used']);
    await follow(desk, { customer, order: id('O1') }, { kind: 'pay', amount: '0.01', ...eur });
    expect((await stateOf('O1'))[0]).toBe('released');
  });
});
