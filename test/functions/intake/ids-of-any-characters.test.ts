import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startHarness, type CallAnswer, type Harness } from '../../harness/start-harness.ts';

let harness: Harness;
beforeAll(async () => {
  process.env['INTAKE_PRINCIPAL'] = 'erp';
  harness = await startHarness({ background: true });
});
afterAll(async () => {
  delete process.env['INTAKE_PRINCIPAL'];
  await harness.background().stop();
});

type Fields = Readonly<Record<string, string>>;

/** A legal entity, customer, group, order and every document with one and the same id. */
function worldOf(character: string) {
  const id = character.repeat(64);
  const call = <N extends OperationName>(name: N, params: Fields = {}, body?: unknown, headers: Fields = {}) =>
    harness.call(name, { as: id, params, body, headers });
  const done = async <N extends OperationName>(name: N, params: Fields, body?: unknown, headers: Fields = {}) => {
    const answer: CallAnswer<N> = await call(name, params, body, headers);
    expect([name, answer.status < 300, answer.body]).toEqual([name, true, answer.body]);
    return answer;
  };
  const deliver = async (type: string, data: object, name: string) => {
    // The envelope's id too, all but its last character, which tells messages apart.
    const body = {
      id: character.repeat(63) + name,
      type,
      legalEntity: id,
      occurredAt: '2026-06-15T10:00:00Z',
      data,
    };
    await harness.work('route-intake', { messages: [{ body }] });
    await harness.background().settle();
  };
  return { call, done, deliver };
}

async function setUp(character: string): Promise<ReturnType<typeof worldOf>> {
  const world = worldOf(character);
  const id = character.repeat(64);
  const legalEntity = id;
  const { done } = world;
  const entity = { name: 'Wild', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity }, body: entity });
  await harness.grant(id, id, ['credit-admin', 'credit-manager', 'credit-clerk', 'order-intake']);
  await harness.grant('erp', id, ['order-intake']);
  await done('put-reason', { legalEntity, reason: id }, { type: 'release', description: '' });
  const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' };
  await done('put-rule', { legalEntity, rule: id }, rule);
  const { body } = await done('get-parameters', { legalEntity });
  const parameters = {
    ...body,
    creditLimitCheck: 'rules',
    automaticReleaseReason: id,
    exposureBasis: 'balance-and-orders',
  };
  await done('put-parameters', { legalEntity }, parameters, { 'if-match': '*' });
  await done('put-customer', { legalEntity, customer: id }, { name: 'Wild', currency: 'EUR', creditLimit: '8000' });
  const group = { description: '', creditLimit: '8000', currency: 'EUR', expiryDate: '2099-12-31' };
  await done('put-customer-credit-group', { group: id }, group);
  return world;
}

const confirmation = { checkpoint: 'confirmation', mode: 'posting' };

test.each([
  ['percent signs', '%'],
  ['separators', '#'],
  ['emoji', '😀'],
  ['what is no character', '\ufffe'],
])('ids of 64 %s go through queue, evaluation and publisher, alone and in a group (§16)', async (_, character) => {
  const { done, call, deliver } = await setUp(character);
  const id = character.repeat(64);
  const legalEntity = id;
  const order = { order: id, customer: id, version: 1, state: 'draft', amount: '9000', currency: 'EUR' };
  const dated = { customer: id, date: '2026-06-15', currency: 'EUR' };
  await deliver('order', order, 'a');
  await deliver('checkpoint-request', { order: id, customer: id, ...confirmation }, 'b');
  // Two payments: what the first frees is too little, and each evaluation is a cause of its own.
  await deliver('payment', { payment: id, ...dated, amount: '500' }, 'c');
  expect((await done('get-hold', { legalEntity, hold: `${id}.1` })).body).toMatchObject({
    state: 'open',
    shortfall: '500.00',
  });
  await done('put-customer-credit-group-member', { group: id, legalEntity, customer: id });
  await harness.background().settle();
  const settled = { settlement: id, payment: id };
  await deliver('invoice', { invoice: id, ...dated, dueDate: '2026-07-15', amount: '100' }, 'd');
  await deliver('payment-settlement', { ...settled, invoice: id, ...dated, amount: '50' }, 'e');
  await deliver('payment-settlement-reversal', { ...settled, customer: id, date: '2026-06-15' }, 'f');
  await deliver('credit-note', { creditNote: id, ...dated, amount: '600' }, 'g');
  await deliver('packing-slip', { packingSlip: id, order: id, ...dated, amount: '1' }, 'h');
  expect((await done('get-hold', { legalEntity, hold: `${id}.1` })).body).toMatchObject({ state: 'released' });
  const { body } = await done('list-decisions', { legalEntity, order: id });
  expect(body.items.length).toBeGreaterThan(2);
  for (const { request } of body.items) {
    expect((await call('get-decision', { legalEntity, customer: id, decision: request })).status).toBe(200);
  }
  expect(harness.background().deadLetters()).toEqual([]);
});
