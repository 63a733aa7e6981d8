import { beforeEach, describe, expect, it } from 'vitest';
import type { LegalEntityId } from '../../../domain/ids.ts';
import { noExposure } from '../../../domain/position.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { setRates } from '../documents/exchange-rates.ts';
import { group, startGroupDesk, type GroupDesk } from './group-desk.ts';

let desk: GroupDesk;

const currencies = { YEN: 'JPY', KUWAIT: 'KWD' } as const;
type Entity = keyof typeof currencies;

const rates = (entity: Entity, pairs: Parameters<typeof setRates>[1]) =>
  setRates(entityOfRecord(entity as LegalEntityId), pairs);

/** ACME is in euros as the group is, YEN in yen (an inverse rate), KUWAIT in dinars of three decimals. */
beforeEach(async () => {
  desk = await startGroupDesk();
  for (const [legalEntity, baseCurrency] of Object.entries(currencies)) {
    const body = { name: legalEntity, baseCurrency, timeZone: 'Asia/Tokyo' };
    await desk.done('put-legal-entity', { legalEntity }, body, { as: 'root' });
    await desk.harness.grant('ann', legalEntity, ['credit-admin', 'credit-manager', 'order-intake', 'auditor']);
  }
  for (const legalEntity of ['ACME', ...Object.keys(currencies)]) {
    await desk.rule(legalEntity, { type: 'credit-limit-used', percent: '100' });
    await desk.parameters(legalEntity, { creditLimitCheck: 'rules' });
  }
  await rates('YEN', { 'EUR/JPY': { '2026-01-01': '160' } });
  await rates('KUWAIT', { 'KWD/EUR': { '2026-01-01': '3' } });
  await desk.group({ creditLimit: '1000' });
  await desk.customer('ACME', 'A');
  await desk.customer('YEN', 'Y', { currency: 'JPY' });
  await desk.customer('KUWAIT', 'K', { currency: 'KWD' });
  await desk.join('ACME', 'A');
  await desk.join('YEN', 'Y');
  await desk.join('KUWAIT', 'K');
});

const orderIn = async (entity: Entity, customer: string, order: string, amount: string) => {
  await desk.order(entity, customer, order, amount, { currency: currencies[entity] });
  return (await desk.ask(entity, customer, order)).body;
};
const invoiceIn = (entity: Entity, customer: string, invoice: string, amount: string) => {
  const body = { customer, date: '2026-06-01', dueDate: '2026-07-01', amount, currency: currencies[entity] };
  return desk.done('put-invoice', { legalEntity: entity, invoice }, body);
};

describe('an order of a member whose legal entity has another currency (§4.4)', () => {
  it('passes up to exactly the limit of the group, every member converted at its own legal entity’s rates', async () => {
    await desk.invoice('ACME', 'A', 'I1', '400');
    await invoiceIn('KUWAIT', 'K', 'I1', '100');
    // 300 euros are left: 48,000 yen, and of the next cent half is rounded to even.
    expect((await orderIn('YEN', 'Y', 'O1', '48001')).answer).toBe('held');
    const cancel = { headers: { 'idempotency-key': 'c1' } };
    await desk.done('cancel-order', { legalEntity: 'YEN', order: 'O1' }, { customer: 'Y' }, cancel);
    expect((await orderIn('YEN', 'Y', 'O2', '48000')).answer).toBe('passed');
    expect(await desk.decide('ACME', 'A', 'O3', '0.01')).toEqual(['held', 'credit-limit-used group']);
  });

  it('says its exposure and limit in the currency of the group, and clears in the currency of each', async () => {
    await desk.invoice('ACME', 'A', 'I1', '900');
    const held = await orderIn('KUWAIT', 'K', 'O1', '50');
    const [reason] = held.reasons;
    expect(reason).toMatchObject({
      limit: 'group',
      operands: { exposure: '1050.00', limit: '1000.00', limitCurrency: 'EUR' },
    });
    expect(reason?.clearances).toEqual([
      // 33.335 dinars are 100.005 euros, which round to even.
      { kind: 'pay', amount: '16.665', currency: 'KWD' },
      { kind: 'raise-group-limit', to: '1050.00', currency: 'EUR' },
      { kind: 'lower-order', to: '33.335', currency: 'KWD' },
    ]);
    expect(held.group).toMatchObject({
      currency: 'EUR',
      exposure: { rest: '900.00', order: '150.00', withOrder: '1050.00' },
    });
    expect(JSON.stringify(held)).not.toContain('YEN');
    const { body } = await desk.done('get-hold', { legalEntity: 'KUWAIT', hold: 'O1.1' });
    expect(body.shortfall).toBe('16.665');
  });

  it('cannot be evaluated while a rate is missing that the test of the group’s limit needs', async () => {
    await rates('YEN', {});
    expect((await orderIn('KUWAIT', 'K', 'O1', '1')).answer).toBe('passed');
    await invoiceIn('YEN', 'Y', 'I1', '160');
    const elsewhere = await orderIn('KUWAIT', 'K', 'O2', '1');
    expect(elsewhere.reasons).toMatchObject([
      { code: 'cannot-evaluate', operands: { from: 'JPY', to: 'EUR', isElsewhere: true }, clearances: [] },
    ]);
    const here = await orderIn('YEN', 'Y', 'O3', '1');
    expect(here.reasons).toMatchObject([
      { code: 'cannot-evaluate', clearances: [{ kind: 'provide-exchange-rate', from: 'JPY', to: 'EUR' }] },
    ]);
    await desk.parameters('KUWAIT', { checkGroupLimit: false });
    const limited = { name: 'K', currency: 'KWD', creditLimit: '100' };
    const put = { headers: { 'if-match': '*' } };
    await desk.done('put-customer', { legalEntity: 'KUWAIT', customer: 'K' }, limited, put);
    expect((await orderIn('KUWAIT', 'K', 'O4', '1')).answer).toBe('passed');
  });
});

it('documents move the sums of their own legal entity, and leaving takes them all along', async () => {
  await invoiceIn('YEN', 'Y', 'I1', '16000');
  await invoiceIn('KUWAIT', 'K', 'I1', '10.001');
  await desk.invoice('ACME', 'A', 'I1', '5');
  const { position } = await desk.stored();
  expect(position.sums.balance).toBe(500n);
  expect(position.apart).toMatchObject([
    { legalEntity: 'KUWAIT', currency: 'KWD', members: 1, sums: { balance: 10_001n } },
    { legalEntity: 'YEN', currency: 'JPY', members: 1, sums: { balance: 16_000n } },
  ]);
  await desk.customer('YEN', 'Z', { currency: 'JPY' });
  await desk.join('YEN', 'Z');
  await desk.leave('YEN', 'Y');
  expect((await desk.stored()).position.apart).toMatchObject([{}, { members: 1, sums: noExposure }]);
  await desk.leave('YEN', 'Z');
  await desk.leave('KUWAIT', 'K');
  expect((await desk.stored()).position).toMatchObject({ apart: [], members: 1, sums: { balance: 500n } });
});

it('the group and the credit position are in the currency of the group, and say what a rate is missing for', async () => {
  await invoiceIn('KUWAIT', 'K', 'I1', '10.001');
  await desk.invoice('ACME', 'A', 'I1', '5');
  const position = async () => {
    const { body } = await desk.done('get-credit-position', { legalEntity: 'KUWAIT', customer: 'K' });
    return body.group;
  };
  const shown = async () => (await desk.done('get-customer-credit-group', { group })).body;
  expect(await position()).toMatchObject({
    currency: 'EUR',
    exposure: '35.00',
    available: '965.00',
    usedPercent: '3.50',
  });
  expect(await shown()).toMatchObject({ used: '35.00', available: '965.00', usedPercent: '3.50', lacksRates: false });
  await rates('KUWAIT', {});
  const missing = { from: 'KWD', to: 'EUR', isElsewhere: true };
  expect(await position()).toMatchObject({
    exposure: null,
    available: null,
    missingRates: [{ from: 'KWD', to: 'EUR' }],
  });
  expect(await shown()).toMatchObject({ used: null, available: null, usedPercent: null, missingRates: [missing] });
  expect((await desk.done('list-customer-credit-groups')).body.items).toMatchObject([{ used: null }]);
});

it('of orders of several legal entities at once, those pass that fit the group together (§5.6)', async () => {
  const orders: (() => Promise<string>)[] = [];
  for (let number = 1; number <= 6; number += 1) {
    await desk.order('ACME', 'A', `A${number}`, '150');
    await desk.order('YEN', 'Y', `Y${number}`, '24000', { currency: 'JPY' });
    await desk.order('KUWAIT', 'K', `K${number}`, '50', { currency: 'KWD' });
    orders.push(async () => (await desk.ask('ACME', 'A', `A${number}`)).body.answer);
    orders.push(async () => (await desk.ask('YEN', 'Y', `Y${number}`)).body.answer);
    orders.push(async () => (await desk.ask('KUWAIT', 'K', `K${number}`)).body.answer);
  }
  for (const entity of ['ACME', 'YEN', 'KUWAIT']) await desk.parameters(entity, { heldOrdersConsumeCredit: false });
  const answers = await Promise.all(orders.map((ask) => ask()));
  // Each is of 150 euros, and six of them are 900.
  expect(answers.filter((answer) => answer === 'passed')).toHaveLength(6);
  const { sums, apart } = (await desk.stored()).position;
  const [dinars, yen] = apart.map((part) => part.sums.toOrders);
  expect(Number(sums.toOrders) / 100 + (Number(dinars) / 1000) * 3 + Number(yen) / 160).toBe(900);
});

it('a decision is not stored under older rates of another legal entity than one before it', async () => {
  expect((await orderIn('KUWAIT', 'K', 'O1', '1')).answer).toBe('passed');
  const before = (await desk.stored()).position.apart.map(({ rates: version }) => version);
  await rates('YEN', { 'EUR/JPY': { '2026-01-01': '150' } });
  expect((await orderIn('KUWAIT', 'K', 'O2', '1')).answer).toBe('passed');
  const after = (await desk.stored()).position.apart.map(({ rates: version }) => version);
  expect(after).toEqual([before[0], (before[1] ?? 0) + 1]);
});

it('at most 20 legal entities in other currencies have members in a group', async () => {
  for (let number = 1; number <= 19; number += 1) {
    const legalEntity = `E${number}`;
    const body = { name: legalEntity, baseCurrency: 'USD', timeZone: 'UTC' };
    await desk.done('put-legal-entity', { legalEntity }, body, { as: 'root' });
    await desk.harness.grant('ann', legalEntity, ['credit-admin', 'credit-manager']);
    await desk.customer(legalEntity, 'C', { currency: 'USD' });
    const { status } = await desk.join(legalEntity, 'C');
    expect([number, status]).toEqual([number, number <= 18 ? 201 : 409]);
  }
  expect((await desk.join('E19', 'C')).body).toMatchObject({
    type: 'urn:holdfast:problem:too-many-entities-apart',
    maximum: 20,
  });
  await desk.customer('BETA', 'B');
  expect((await desk.join('BETA', 'B')).status).toBe(201);
});
