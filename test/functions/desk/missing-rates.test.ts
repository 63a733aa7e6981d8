import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.setUp('put-rate-type', { rateType: 'ECB' }, { description: '' });
  await desk.parameters({ creditLimitRateType: 'ECB', automaticReleaseReason: 'AUTO' });
  await desk.setUp(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' },
  );
  await desk.customer('C1', { currency: 'USD', creditLimit: '1000.00', creditLimitCurrency: 'USD' });
});
afterAll(() => desk.harness.background().stop());

const rate = { rateType: 'ECB', from: 'USD', to: 'EUR', validFrom: '2026-06-15', rate: '0.925' };
const missing = { from: 'USD', to: 'EUR', date: '2026-06-15' };

async function holdOf(order: string) {
  const { body } = await desk.call('get-hold', { hold: `${order}.1` });
  return body;
}

test('a limit without a rate holds, and the rate lets go what fits it (§6.5, §9.5)', async () => {
  for (const [order, amount] of [
    ['FITS', '500.00'],
    ['OVER', '425.01'],
  ] as const) {
    await desk.order(order, { amount });
    const { body } = await desk.ask(order);
    expect(body).toMatchObject({
      answer: 'held',
      reasons: [
        {
          code: 'cannot-evaluate',
          operands: { ...missing, rateType: 'ECB' },
          clearances: [{ kind: 'provide-exchange-rate', ...missing, rateType: 'ECB' }],
        },
      ],
      limit: { written: { amount: '1000.00', currency: 'USD' }, total: null, missingRates: [missing] },
    });
    expect(await holdOf(order)).toMatchObject({ state: 'open', shortfall: null });
  }
  const { body: list } = await desk.harness.call('list-holds', {
    as: 'root',
    query: { legalEntity: 'ACME', reason: 'cannot-evaluate' },
  });
  expect(list.items.map(({ shortfall }) => shortfall)).toEqual([null, null]);

  await desk.setUp('put-exchange-rates', {}, { rates: [rate] });
  await desk.harness.background().settle();
  expect((await holdOf('FITS')).state).toBe('released');
  const over = await holdOf('OVER');
  expect(over).toMatchObject({
    state: 'open',
    shortfall: '0.01',
    reasons: [
      { code: 'cannot-evaluate', isActive: false },
      { code: 'credit-limit-used', isActive: true, now: { operands: { limit: '925.00', exposure: '925.01' } } },
    ],
  });
  // 925.01 EUR are 1,000.0108… USD.
  const raise = over.reasons[1]?.now?.clearances.find(({ kind }) => kind === 'raise-credit-limit');
  expect(raise).toMatchObject({ to: '1000.01', currency: 'USD' });
});

test('a rule in another currency says what it was converted to (§6.1)', async () => {
  await desk.setUp('put-exchange-rates', {}, { rates: [rate] });
  await desk.setUp(
    'put-rule',
    { rule: 'LARGE' },
    { type: 'sales-order-amount', kind: 'blocking', scope: 'customer', account: 'C2', amount: '100', currency: 'USD' },
  );
  await desk.customer('C2');
  const asked = async (order: string, amount: string) => {
    await desk.order(order, { customer: 'C2', amount });
    return (await desk.ask(order, { customer: 'C2' })).body;
  };
  expect((await asked('SMALL', '92.50')).answer).toBe('passed');
  expect((await asked('LARGE', '92.51')).reasons).toMatchObject([
    {
      code: 'sales-order-amount',
      operands: { amount: '100', currency: 'USD', convertedAmount: '92.50', orderAmount: '92.51' },
      clearances: [{ kind: 'lower-order', to: '92.50', currency: 'EUR' }],
    },
  ]);
});

test('the credit position shows the limit in both currencies, or the missing rate (§5.7)', async () => {
  const position = async (customer: string) => (await desk.call('get-credit-position', { customer })).body;
  await desk.setUp('put-exchange-rates', {}, { rates: [rate] });
  const policy = {
    id: 'P',
    kind: 'guarantee',
    provider: 'Bank',
    effectiveDate: '2026-01-01',
    expirationDate: '2026-12-31',
    value: '100.00',
    currency: 'USD',
    updateLimitPercent: '50',
  };
  const temporary = { from: '2026-06-01', to: '2026-06-30', amount: '2000.00' };
  await desk.customer('C3', {
    currency: 'USD',
    creditLimitCurrency: 'USD',
    temporaryLimits: [temporary],
    policies: [policy],
  });
  expect(await position('C3')).toMatchObject({
    currency: 'EUR',
    limit: {
      written: { amount: '2000.00', currency: 'USD' },
      creditLimit: '8000.00',
      base: '1850.00',
      policiesAdded: '46.25',
      policies: [{ id: 'P', value: '100.00', currency: 'USD', adds: '50.00', takesOff: '0.00' }],
      total: '1896.25',
      temporaryLimit: temporary,
    },
    available: '1896.25',
  });
  await desk.customer('C4', { currency: 'CHF', creditLimitCurrency: 'CHF', creditLimit: '100' });
  expect(await position('C4')).toMatchObject({
    limit: { total: null, withPolicies: null, missingRates: [{ ...missing, from: 'CHF' }] },
    available: null,
    usedPercent: null,
  });
});

test('without a rate type no rate helps: naming one that has it books what waits and lets orders go (§8.2)', async () => {
  await desk.setUp('put-exchange-rates', {}, { rates: [rate] });
  await desk.parameters({ creditLimitRateType: null, automaticReleaseReason: 'AUTO' });
  await desk.customer('C5');
  const invoice = { customer: 'C5', date: '2026-06-15', dueDate: '2026-07-15', amount: '10.00', currency: 'USD' };
  await desk.setUp('put-invoice', { invoice: 'I5' }, invoice);
  await desk.order('O5', { customer: 'C5', amount: '1.00' });
  const { body } = await desk.ask('O5', { customer: 'C5' });
  expect(body.reasons).toMatchObject([
    {
      operands: { ...missing, rateType: null, documents: 1 },
      clearances: [{ kind: 'set-credit-limit-rate-type', ...missing, rateTypes: ['ECB'] }],
    },
  ]);
  await desk.parameters({ creditLimitRateType: 'ECB', automaticReleaseReason: 'AUTO' });
  await desk.harness.background().settle();
  expect((await holdOf('O5')).state).toBe('released');
  const { body: found } = await desk.call('get-credit-position', { customer: 'C5' });
  expect(found.components.openReceivables).toBe('9.25');
});
