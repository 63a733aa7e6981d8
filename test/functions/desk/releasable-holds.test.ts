import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CustomerId, HoldId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import type { LegalEntityId } from '../../../domain/ids.ts';
import { openHoldKey } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

let desk: HoldDesk;
let customer = '';
let customers = 0;
beforeAll(async () => {
  desk = await startHoldDesk();
  const terms = { type: 'terms-of-payment', kind: 'blocking', scope: 'all', paymentTerms: 'N90' };
  await desk.setUp('put-rule', { rule: 'TERMS' }, terms);
});

/** 5,000 of a limit of 8,000 EUR are free; these are held, the oldest first, since 8,000 were owed. */
beforeEach(async () => {
  customers += 1;
  customer = `R${customers}`;
  await desk.customer(customer);
  const money = { customer, currency: 'EUR', date: '2026-06-01' };
  await desk.setUp('put-invoice', { invoice: customer }, { ...money, amount: '8000', dueDate: '2026-07-01' });
  for (const [name, changes] of Object.entries(orders)) await desk.hold(id(name), { customer, ...changes });
  await desk.setUp('put-payment', { payment: customer }, { ...money, amount: '5000' });
});
const orders = {
  LARGE: { amount: '6000', requestedDate: '2026-07-01' },
  TERMS: { amount: '500', paymentTerms: 'N90' },
  SMALL: { amount: '1000', requestedDate: '2026-06-20' },
  HALF: { amount: '2500', requestedDate: '2026-06-18' },
  REST: { amount: '2000' },
};
const id = (name: string) => `${customer}-${name}`;
const nameOf = (order: string) => order.slice(customer.length + 1);

async function listed(query: Readonly<Record<string, string>> = {}) {
  const { status, body } = await desk.call('list-releasable-holds', { customer }, undefined, { query });
  expect(status).toBe(200);
  return body;
}

async function fitting(query: Readonly<Record<string, string>>) {
  const { items } = await listed(query);
  return {
    all: items.map(({ order }) => nameOf(order)),
    fit: items.filter(({ fits }) => fits).map(({ order }) => nameOf(order)),
  };
}

test('one after the other in the order of age, with what is free before and after; what does not fit takes nothing', async () => {
  const { items, counts, groupCurrency } = await listed();
  const seen = items.map(({ order, fits, keptBy, reasons, takes, freeBefore, freeAfter }) => {
    return [nameOf(order), fits, keptBy, reasons.map(({ code }) => code).join(), takes, freeBefore, freeAfter];
  });
  expect(seen).toEqual([
    ['LARGE', false, 'credit', 'credit-limit-used', '6000.00', '5000.00', '5000.00'],
    ['TERMS', false, 'other', 'terms-of-payment', '500.00', '5000.00', '5000.00'],
    ['SMALL', true, null, '', '1000.00', '5000.00', '4000.00'],
    ['HALF', true, null, '', '2500.00', '4000.00', '1500.00'],
    ['REST', false, 'credit', 'credit-limit-used', '2000.00', '1500.00', '1500.00'],
  ]);
  expect({ counts, groupCurrency }).toEqual({ counts: { total: 5, fitting: 2 }, groupCurrency: null });
});

test('in the order that is asked for', async () => {
  const orderOf = async (sort: string, direction?: string) => fitting({ sort, ...(direction && { direction }) });
  expect(await orderOf('age', 'ascending')).toEqual({
    all: ['REST', 'HALF', 'SMALL', 'TERMS', 'LARGE'],
    fit: ['REST', 'HALF'],
  });
  const byAmount = ['LARGE', 'HALF', 'REST', 'SMALL', 'TERMS'];
  expect(await orderOf('amount')).toEqual({ all: byAmount, fit: ['HALF', 'REST'] });
  expect(await orderOf('amount', 'ascending')).toEqual({ all: byAmount.toReversed(), fit: ['SMALL', 'REST'] });
  const byDate = ['HALF', 'SMALL', 'LARGE', 'TERMS', 'REST'];
  expect(await orderOf('requested-date')).toEqual({ all: byDate, fit: ['HALF', 'SMALL'] });
  // What has no date is last either way.
  const latestFirst = ['LARGE', 'SMALL', 'HALF', 'TERMS', 'REST'];
  expect(await orderOf('requested-date', 'descending')).toEqual({ all: latestFirst, fit: ['SMALL', 'HALF'] });
});

test('which evaluating for release would not let overtake the oldest (§5.4)', async () => {
  const { body } = await desk.call('evaluate-customer-holds', { customer }, {});
  expect(body.results.map(({ outcome }) => outcome)).not.toContain('released');
  expect((await fitting({})).fit).toEqual(['SMALL', 'HALF']);
});

test('a release that is under way takes its credit first, and is not listed', async () => {
  const Key = openHoldKey(entityOfRecord('ACME' as LegalEntityId), customer as CustomerId, `${id('HALF')}.1` as HoldId);
  const change = {
    ExpressionAttributeNames: { '#row': 'row', '#state': 'state' },
    ExpressionAttributeValues: { ':state': 'releasing' },
  };
  await table.send(
    new UpdateCommand({ TableName: tableName(), Key, UpdateExpression: 'SET #row.#state = :state', ...change }),
  );
  const { items } = await listed();
  expect(items.map(({ order, freeBefore, fits }) => [nameOf(order), freeBefore, fits])).toEqual([
    ['LARGE', '2500.00', false],
    ['TERMS', '2500.00', false],
    ['SMALL', '2500.00', true],
    ['REST', '1500.00', false],
  ]);
});

describe('refused', () => {
  const ask = (query: Readonly<Record<string, string>>, asked = customer) =>
    desk.call('list-releasable-holds', { customer: asked }, undefined, { query });

  test('an order that there is not, and a cursor of another one', async () => {
    const wrong = await ask({ sort: 'size', direction: 'down' });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors?.map(({ pointer }) => pointer)).toEqual(['/query/sort', '/query/direction']);
    const first = await ask({ limit: '2' });
    const cursor = first.body.nextCursor ?? '';
    expect((await ask({ limit: '2', cursor })).body.items.map(({ order }) => nameOf(order))).toEqual(['SMALL', 'HALF']);
    expect((await ask({ sort: 'amount', limit: '2', cursor })).body.type).toMatch(/invalid-cursor$/);
  });

  test('a customer that there is not', async () => {
    expect((await ask({}, 'NOBODY')).status).toBe(404);
  });
});
