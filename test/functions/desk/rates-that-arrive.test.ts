import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { entityOfRecord } from '../../../functions/access.ts';
import type { CreditGroupId, CustomerId, LegalEntityId } from '../../../domain/ids.ts';
import { findGroup } from '../../../functions/store/credit-groups.ts';
import { readCredit } from '../../../functions/store/credit-state.ts';
import { setRates } from '../documents/exchange-rates.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

const entity = entityOfRecord('ACME' as LegalEntityId);
const usd = { 'USD/EUR': { '2026-05-01': '0.9' } };
let desk: OrderDesk;
let customer = '';
let customers = 0;

beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.parameters({ automaticReleaseReason: 'AUTO' });
});
afterAll(() => desk.harness.background().stop());
beforeEach(async () => {
  customers += 1;
  customer = `C${customers}`;
  await desk.customer(customer);
  await setRates(entity, {});
  await settle();
});

const settle = () => desk.harness.background().settle();
const position = async (of = customer) => (await readCredit(entity, of as CustomerId, true)).position;
async function owe(invoice: string, amount: string, currency = 'USD', of = customer): Promise<void> {
  const sent = { customer: of, date: '2026-06-01', dueDate: '2026-07-01', amount, currency };
  expect((await desk.call('put-invoice', { invoice }, sent)).status).toBe(201);
}
async function held(order: string, amount = '1000.00', of = customer): Promise<void> {
  await desk.order(order, { customer: of, amount });
  expect((await desk.ask(order, { customer: of })).body).toMatchObject({ answer: 'held' });
}
const stateOf = async (order: string) => (await desk.call('get-hold', { hold: `${order}.1` })).body.state;

test('a rate that arrives books what waits for it, and lets the orders go that only it held', async () => {
  await owe(`${customer}-I`, '1000');
  await held(`${customer}-1`);
  await settle();
  expect(await stateOf(`${customer}-1`)).toBe('open');
  await setRates(entity, { 'JPY/EUR': { '2026-05-01': '0.006' } });
  await settle();
  expect([await stateOf(`${customer}-1`), (await position()).unconverted]).toEqual(['open', 1]);
  await setRates(entity, usd);
  await settle();
  expect([await stateOf(`${customer}-1`), await position()]).toMatchObject([
    'released',
    { unconverted: 0, sums: { balance: 900_00n, toHeld: 1900_00n } },
  ]);
});

test('more documents than one message books are booked by the next', async () => {
  for (let number = 1; number <= 27; number += 1) await owe(`${customer}-I${number}`, '1');
  expect((await position()).unconverted).toBe(27);
  await setRates(entity, usd);
  await settle();
  expect(await position()).toMatchObject({ unconverted: 0, sums: { balance: 24_30n } });
});

test('a member’s missing rate holds the others of its group, and tells them no more than that', async () => {
  const [group, other] = [`G${customers}`, `${customer}-B`];
  await desk.customer(other);
  const body = { description: 'Both', creditLimit: '20000.00', currency: 'EUR', expiryDate: '2027-01-01' };
  const put = { as: 'root', params: { group }, body };
  expect((await desk.harness.call('put-customer-credit-group', put)).status).toBe(201);
  await owe(`${customer}-I`, '1000');
  for (const member of [customer, other]) {
    const params = { group, legalEntity: entity, customer: member };
    const { status } = await desk.harness.call('put-customer-credit-group-member', { as: 'root', params });
    expect(status).toBe(201);
  }
  await held(`${other}-1`, '10.00', other);
  const { reasons } = (await desk.call('get-hold', { hold: `${other}-1.1` })).body;
  expect(reasons.map(({ atHold }) => atHold)).toMatchObject([
    { code: 'cannot-evaluate', limit: 'group', operands: { creditGroup: group }, clearances: [] },
  ]);
  const { body: shown } = await desk.call('get-credit-position', { customer: other });
  expect(shown).toMatchObject({
    exposure: '10.00',
    group: { lacksRates: true, exposure: null, available: null, usedPercent: null },
  });
  expect(shown.group?.missingRates).toBeUndefined();
  await setRates(entity, usd);
  await settle();
  expect([await stateOf(`${other}-1`), (await position()).unconverted]).toEqual(['released', 0]);
  expect((await findGroup(group as CreditGroupId, true))?.position).toMatchObject({ unconverted: 0, members: 2 });
});
