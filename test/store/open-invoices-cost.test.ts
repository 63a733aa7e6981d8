import { beforeAll, expect, test } from 'vitest';
import { costOf } from '../../bench/cost-of.ts';
import { openInvoices, owe, type Spread } from '../../bench/owe.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { AuthorizedEntity } from '../../functions/actor.ts';
import { dynamo } from '../../functions/store/table.ts';
import type { OrderDesk } from '../functions/orders/order-desk.ts';
import { longId, startBusyDesk } from './a-busy-entity.ts';

let desk: OrderDesk;
const customer = longId('C') as CustomerId;
let orders = 0;

beforeAll(async () => {
  desk = await startBusyDesk(0);
  const late = { type: 'days-overdue', kind: 'blocking', scope: 'all', days: 1_000 };
  await desk.setUp('put-rule', { rule: 'LATE' }, late);
  await desk.customer(customer, { creditLimit: '90000000000' });
  // Grants and rulebook are warm from here on.
  await costWith({ invoices: 10, dueDates: 10 });
});

async function costWith(spread: Spread): Promise<readonly unknown[]> {
  await owe('ACME' as AuthorizedEntity, customer, openInvoices(customer, spread), desk.harness.tableName);
  orders += 1;
  const order = longId(`O${orders}`);
  await desk.order(order, { customer });
  let answer = '';
  const { requests, readUnits, writeUnits } = await costOf(dynamo, async () => {
    answer = (await desk.ask(order, { customer })).body.answer;
  });
  return [answer, requests.length, readUnits, writeUnits];
}

test.each([30, 365, 730])(
  'a decision with 10,000 open invoices over %i due dates costs what one with ten costs',
  async (dueDates) => {
    const few = await costWith({ invoices: 10, dueDates: 10 });
    expect(few).toEqual(['passed', 4, 1.5, 6]);
    expect(await costWith({ invoices: 10_000, dueDates })).toEqual(few);
  },
);

test('where ten digits are open on each of two years of due dates, it reads half a unit more', async () => {
  expect(await costWith({ invoices: 10_000, dueDates: 730, largest: 1_000_000_000 })).toEqual(['passed', 4, 2, 6]);
});
