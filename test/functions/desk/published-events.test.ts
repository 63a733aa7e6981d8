import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.setUp('put-reason', { reason: 'STOP' }, { type: 'hold', description: 'Stopped' });
});
afterAll(() => desk.harness.background().stop());

type Event = { readonly id: string; readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** Those of a type, in the order in which they were published. */
async function published(type: string): Promise<readonly Event[]> {
  await desk.harness.background().settle();
  const events = desk.harness.background().publishedEvents();
  return events.map(({ message }) => JSON.parse(message) as Event).filter((event) => event.type === type);
}

test('events of two customers never share an id, nor do those of a request and of a change (§15.2)', async () => {
  await desk.customer('C1');
  await desk.customer('C1:~limit-changed');
  const changes = await published('holdfast.limit-changed.v1');
  expect(changes.map(({ data }) => data['customer'])).toEqual(['C1', 'C1:~limit-changed']);
  await desk.order('O1');
  for (const change of changes) await desk.ask('O1', {}, change.id.split(':').slice(1).join(':').replace('~', ''));
  const passed = await published('holdfast.order-passed.v1');
  const ids = [...changes, ...passed].map(({ id }) => id);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an order-held event tells the warehouse what to do with the load, and no other does (§2.2)', async () => {
  await desk.setUp(
    'put-rule',
    { rule: 'U' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '0' },
  );
  await desk.parameters({ creditLimitCheck: 'rules', removeBlockedLoadLines: true });
  await desk.order('O2');
  await desk.ask('O2');
  await desk.parameters({ removeBlockedLoadLines: false });
  await desk.order('O3');
  await desk.ask('O3');
  const held = await published('holdfast.order-held.v1');
  expect(held.map(({ data }) => [data['order'], data['removeBlockedLoadLines']])).toEqual([
    ['O2', true],
    ['O3', false],
  ]);
  const [passed] = await published('holdfast.order-passed.v1');
  expect(passed?.data).not.toHaveProperty('removeBlockedLoadLines');
});
