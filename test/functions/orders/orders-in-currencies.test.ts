import { beforeAll, expect, it } from 'vitest';
import { entityOfRecord } from '../../../functions/access.ts';
import type { LegalEntityId } from '../../../domain/ids.ts';
import { setRates } from '../documents/exchange-rates.ts';
import { startOrderDesk, type OrderDesk } from './order-desk.ts';

const entity = entityOfRecord('ACME' as LegalEntityId);
let desk: OrderDesk;
let number = 0;
let order = '';
let customer = '';

beforeAll(async () => {
  desk = await startOrderDesk();
  await setRates(entity, { 'USD/EUR': { '2026-01-01': '0.8' }, 'JPY/EUR': { '2026-01-01': '0.007' } });
});

type Fields = Readonly<Record<string, unknown>>;

/** A customer with a limit of 8,000 EUR and an order of it, in USD. */
async function asked(wishes: Fields = {}, question: Fields = {}) {
  number += 1;
  [customer, order] = [`K${number}`, `O${number}`];
  await desk.customer(customer);
  const sent = await desk.order(order, { customer, currency: 'USD', orderDate: '2026-06-15', ...wishes });
  expect(sent.status).toBe(201);
  return desk.ask(order, { customer, ...question });
}
const rule = async (id: string, body: Fields) => desk.setUp('put-rule', { rule: id }, body);
const forget = async (id: string) =>
  expect((await desk.call('delete-rule', { rule: id }, undefined, { headers: { 'if-match': '*' } })).status).toBe(204);

it('is held by its amount in the base currency, and says in its own to what it must be lowered', async () => {
  await rule('R1', { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' });
  expect((await asked({ amount: '10000' })).body).toMatchObject({
    answer: 'passed',
    amount: '10000.00',
    currency: 'USD',
  });
  const { body } = await asked({ amount: '10000.02' });
  expect(body).toMatchObject({
    answer: 'held',
    amount: '10000.02',
    currency: 'USD',
    bookedAmount: '8000.02',
    orderDate: '2026-06-15',
    baseCurrency: 'EUR',
    exposure: { order: '8000.02', withOrder: '8000.02' },
  });
  // 10,000.01 USD are 8,000.008 EUR: 8,000.01.
  const lower = { kind: 'lower-order', to: '10000.00', currency: 'USD' };
  expect(body.reasons[0]?.clearances).toContainEqual(lower);
  expect(body.reasons[0]?.clearances).toContainEqual({ kind: 'pay', amount: '0.02', currency: 'EUR' });
  const { body: hold } = await desk.call('get-hold', { hold: `${order}.1` });
  expect(hold).toMatchObject({ amount: '10000.02', currency: 'USD', shortfall: '0.02', baseCurrency: 'EUR' });
  const { body: list } = await desk.harness.call('list-holds', { as: 'root', query: { customer } });
  expect(list.items).toMatchObject([{ amount: '10000.02', currency: 'USD', shortfall: '0.02', baseCurrency: 'EUR' }]);
  await desk.order(order, { customer, currency: 'USD', version: 2, amount: '10000.01' });
  expect((await desk.ask(order, { customer }, `${order}-2`)).body.answer).toBe('held');
  await desk.order(order, { customer, currency: 'USD', version: 3, amount: '10000.00' });
  const after = await desk.ask(order, { customer }, `${order}-3`);
  expect(after.body).toMatchObject({ answer: 'held', holdState: 'ready-to-release' });
  await forget('R1');
});

it('takes the amount of a posting in the order’s currency, and no other', async () => {
  await rule('R1', { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' });
  const posting = { checkpoint: 'confirmation', mode: 'posting' };
  expect((await asked({ amount: '5000' }, { ...posting, amount: '12000', currency: 'USD' })).body).toMatchObject({
    answer: 'held',
    exposure: { order: '9600.00' },
  });
  expect(await asked({ amount: '5000' }, { ...posting, amount: '5000', currency: 'EUR' })).toMatchObject({
    status: 409,
    body: { type: 'urn:holdfast:problem:document-currency-differs', currency: 'USD' },
  });
  await forget('R1');
});

it.each([
  ['1250', 'passed'],
  ['1250.02', 'held'],
])('of %s USD is %s by a rule on the order’s amount of 1,000 EUR', async (amount, answer) => {
  await rule('R2', { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '1000' });
  expect((await asked({ amount })).body.answer).toBe(answer);
  await forget('R2');
});

it('of 0 is judged by the posting at the order date’s rate', async () => {
  await rule('R1', { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' });
  const { body } = await asked({ amount: '0' }, { checkpoint: 'confirmation', amount: '100', currency: 'USD' });
  expect(body.exposure).toMatchObject({ order: '80.00' });
  await forget('R1');
});

it('is ignored by its amount in the base currency, but not while nobody knows it', async () => {
  await desk.parameters({ ignoreOrdersBelow: '100.00' });
  expect((await asked({ amount: '124' })).body.skipped?.because).toBe('order-below-minimum');
  expect((await asked({ amount: '125' })).body.skipped).toBeNull();
  const { body } = await asked({ amount: '1', currency: 'GBP' });
  expect([body.answer, body.reasons.map(({ code }) => code)]).toEqual(['held', ['cannot-evaluate']]);
  await desk.parameters({ ignoreOrdersBelow: null });
});

it('is released by an authority over its amount in the base currency (§1.4)', async () => {
  await rule('R3', { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '1' });
  await desk.harness.grant('cleo', entity, ['credit-clerk'], '800.00');
  await asked({ amount: '1000.02' });
  const release = async () => {
    const holds = [{ legalEntity: entity, hold: `${order}.1` }];
    const body = { holds, reason: 'OK', mode: 'without-posting' };
    const headers = { 'idempotency-key': `release-${order}` };
    return (await desk.harness.call('release-holds', { as: 'cleo', body, headers })).body.results[0];
  };
  expect(await release()).toMatchObject({ outcome: 'refused', problem: { amount: '800.02', currency: 'EUR' } });
  await asked({ amount: '1000' });
  expect(await release()).toMatchObject({ outcome: 'done', hold: { amount: '1000.00', currency: 'USD' } });
  await asked({ amount: '1', currency: 'GBP' });
  expect(await release()).toMatchObject({
    outcome: 'refused',
    problem: { type: 'urn:holdfast:problem:exchange-rate-missing', from: 'GBP', to: 'EUR', date: '2026-06-15' },
  });
  await forget('R3');
});
