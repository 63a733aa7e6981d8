import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('ACME', { background: true });
  await desk.setUp(
    'put-rule',
    { rule: 'USED' },
    { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '100' },
  );
  await desk.parameters({ creditLimitCheck: 'rules', automaticReleaseReason: 'AUTO' });
  const from = '2026-06-16';
  await desk.customer('C1', { temporaryLimits: [{ from, to: '2026-06-30', amount: '12000.00' }] });
  await desk.order('O1', { amount: '10000.00' });
  await desk.ask('O1');
  await desk.harness.background().settle();
});
afterAll(() => desk.harness.background().stop());

async function stateAfterTick(instant: string): Promise<string> {
  desk.harness.setClock(instant);
  await desk.harness.work('tick');
  await desk.harness.background().settle();
  return (await desk.call('get-hold', { hold: 'O1.1' })).body.state;
}

/** §9.5, in Europe/Berlin, two hours ahead of UTC in June. */
test('a date alone lets a hold go, once a business day and not before 04:00 local time', async () => {
  expect(await stateAfterTick('2026-06-15T21:59:00Z')).toBe('open');
  expect(await stateAfterTick('2026-06-16T01:59:59Z')).toBe('open');
  expect(await stateAfterTick('2026-06-16T02:00:00Z')).toBe('released');
});

test('a second tick of the day starts nothing', async () => {
  await desk.harness.work('tick');
  const { body } = await desk.call('list-jobs');
  const evaluations = body.items.filter(({ kind }) => kind === 'evaluate-for-release');
  expect(evaluations.map(({ state, outcomes }) => [state, outcomes])).toEqual([
    ['done', { released: 1 }],
    ['done', { unchanged: 1 }],
  ]);
});
