import { beforeAll, expect, test } from 'vitest';
import { costOf, type Cost } from '../../bench/cost-of.ts';
import { dynamo } from '../../functions/store/table.ts';
import type { OrderDesk } from '../functions/orders/order-desk.ts';
import { longId, startBusyDesk } from './a-busy-entity.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startBusyDesk(20);
  await desk.setUp('put-reason', { reason: 'WHY' }, { type: 'hold', description: 'A hold reason' });
  await desk.customer(longId('C'));
  await prepared('WARM');
  await forced('WARM');
});

async function prepared(name: string): Promise<void> {
  const order = longId(name);
  const conditions = { paymentTerms: 'NET30-END-OF-MONTH', settlementDiscount: 'D10-2PC', requestedDate: '2026-06-30' };
  await desk.order(order, { customer: longId('C'), state: 'open', amount: '10.00', ...conditions });
}

async function forced(name: string): Promise<Cost> {
  let status = 0;
  const cost = await costOf(dynamo, async () => {
    ({ status } = await desk.call('force-hold', { order: longId(name) }, { reason: 'WHY' }));
  });
  expect(status).toBe(201);
  return cost;
}

/** What a hold costs without its decision, and the record of the request, the event and the evaluation instead of that. */
const budget = { trips: 3, readUnits: 3.5, writeUnits: 15 };

test('a forced hold is read in two trips and written in one, whoever else is on hold', async () => {
  for (const name of ['ONE', 'TWO']) {
    await prepared(name);
    const cost = await forced(name);
    expect(cost).toMatchObject(budget);
    expect(cost.requests.filter((request) => request === 'Query')).toHaveLength(1);
  }
});
