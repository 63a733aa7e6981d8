import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  await desk.customer('C1', { country: 'DE', creditLimit: '1000.00' });
  await desk.invoice('I1', 'C1', '2026-06-01', '100.00');
  await tickAt('2026-06-15T10:00:00Z');
});
afterAll(() => desk.harness.background().stop());

async function tickAt(instant: string): Promise<void> {
  desk.harness.setClock(instant);
  await desk.harness.work('tick');
  await desk.harness.background().settle();
}

const daily = ['evaluate-for-release', 'find-review-work'];

/** What was started since then, by kind, but what is each day. */
async function startedSince(instant: string): Promise<readonly (readonly [string, string])[]> {
  const { body } = await desk.call('list-jobs');
  return body.items
    .filter(({ kind, requestedAt }) => !daily.includes(kind) && requestedAt >= new Date(instant).toISOString())
    .map(({ kind, state }) => [kind, state] as const);
}

const calculated = ['calculate-balance-statistics', 'done'] as const;
const scored = ['update-risk-scores', 'done'] as const;

test('the month that ended is calculated once, not before 04:00 local time, of all customers', async () => {
  const month = '2026-07-01T00:00:00Z';
  await tickAt('2026-06-30T22:00:00Z');
  await tickAt('2026-07-01T01:59:59Z');
  expect(await startedSince(month)).toEqual([]);
  await tickAt('2026-07-01T02:00:00Z');
  expect(await startedSince(month)).toEqual([calculated]);
  for (const instant of ['2026-07-01T02:05:00Z', '2026-07-02T02:00:00Z', '2026-07-31T21:00:00Z']) await tickAt(instant);
  expect(await startedSince(month)).toEqual([calculated]);
  const found = await desk.statistics('C1');
  expect(found).toMatchObject({ calculatedOn: '2026-07-01' });
  expect((found['monthEnds'] as readonly object[]).at(-1)).toMatchObject({
    date: '2026-06-30',
    found: { calculatedOn: '2026-07-01', exposure: '100.00', limit: '1000.00' },
  });
});

test('then risk is scored, where there is anything to score', async () => {
  const values = [{ value: 'DE', score: 7 }];
  await desk.setUp('put-scoring-group', { scoringGroup: 'COUNTRY' }, { description: '', type: 'country', values });
  // Missed on the first of the month: the next tick does it, once.
  const month = '2026-08-03T02:00:00Z';
  await tickAt(month);
  expect(await startedSince(month)).toEqual([calculated]);
  await tickAt('2026-08-03T02:05:00Z');
  expect(await startedSince(month)).toEqual([scored, calculated]);
  await tickAt('2026-08-04T02:05:00Z');
  expect(await startedSince(month)).toEqual([scored, calculated]);
  expect((await desk.call('get-customer', { customer: 'C1' })).body.riskScore).toBe(7);
  expect((await desk.call('list-jobs')).body.items[0]?.requestedBy).toBe('automatic');
});

test('nobody takes the place of what starts by itself', async () => {
  const own = await desk.start('start-statistics-calculation', {}, '~monthly-statistics:2026-09');
  expect([own.status, own.body]).toMatchObject([400, { type: 'urn:holdfast:problem:idempotency-key-required' }]);
  const alike = await desk.start('start-statistics-calculation', {}, 'monthly-statistics:2026-09');
  expect(alike.status).toBe(201);
  const month = '2026-09-01T02:00:00Z';
  await tickAt(month);
  expect(await startedSince(month)).toEqual([calculated]);
});
