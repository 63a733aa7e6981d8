import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

const months = { daysSalesOutstanding: [3, 6], averageBalance: [3, 6], creditLimitUsed: 6, exposure: 6 };

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
});
afterAll(() => desk.harness.background().stop());

/** Calculated in 2026-06 over two years, so that month ends from 2024-06-30 on are kept; then only six months are in use. */
async function calculated(...customers: readonly string[]): Promise<void> {
  await desk.parameters({ statisticsMonths: { ...months, exposure: 24 } });
  for (const customer of customers) {
    await desk.customer(customer);
    await desk.invoice(`${customer}-1`, customer, '2024-01-01', '100.00');
  }
  await desk.done('start-statistics-calculation', { customers });
  await desk.parameters({ statisticsMonths: months });
}

const firstEndOf = async (customer: string) =>
  ((await desk.statistics(customer))['monthEnds'] as readonly { readonly date: string }[])[0]?.date;

describe('a job that deletes statistics (§14)', () => {
  it('deletes the month ends before a date, and nothing else', async () => {
    await calculated('A', 'B');
    await desk.customer('C');
    const before = await desk.statistics('A');
    const results = await desk.done('start-statistics-deletion', { olderThan: '2025-06-30' });
    expect(results).toEqual([
      { outcome: 'deleted', customer: 'A', monthEnds: 12 },
      { outcome: 'deleted', customer: 'B', monthEnds: 12 },
      { outcome: 'nothing-older', customer: 'C', monthEnds: 0 },
    ]);
    expect(await firstEndOf('A')).toBe('2025-06-30');
    const ends = (before['monthEnds'] as readonly object[]).slice(12);
    expect(await desk.statistics('A')).toEqual({ ...before, monthEnds: ends });
    expect(await desk.done('start-statistics-deletion', { olderThan: '2025-06-30' })).toMatchObject([
      { outcome: 'nothing-older' },
      { outcome: 'nothing-older' },
      { outcome: 'nothing-older' },
    ]);
  });

  it('keeps what the longest period in use needs', async () => {
    const refused = await desk.start('start-statistics-deletion', { olderThan: '2025-12-16' }, 'date');
    expect(refused).toMatchObject({
      status: 409,
      body: { type: 'urn:holdfast:problem:statistics-in-use', months: 6, from: '2025-12-15' },
    });
    expect((await desk.start('start-statistics-deletion', { olderThan: '2025-12-15' }, 'date')).status).toBe(201);
    await desk.harness.background().settle();
    expect(await firstEndOf('A')).toBe('2025-12-31');
    await desk.done('start-statistics-calculation', { customers: ['A'] });
    expect(await firstEndOf('A')).toBe('2025-12-31');
  });

  it('fails where the period became longer before it ran, and deletes nothing', async () => {
    await calculated('LATE');
    const started = await desk.start('start-statistics-deletion', { olderThan: '2025-06-30' });
    await desk.parameters({ statisticsMonths: { ...months, creditLimitUsed: 24 } });
    await desk.harness.background().settle();
    const job = await desk.jobOf((started.body as { readonly job: string }).job);
    expect(job).toMatchObject({ state: 'failed', problem: { type: 'urn:holdfast:problem:statistics-in-use' } });
    expect(await firstEndOf('LATE')).toBe('2024-06-30');
    await desk.parameters({ statisticsMonths: months });
  });

  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(8);
      for (let call = 1; call <= calls; call += 1) {
        const { job, results, first } = await sweep(fault, call);
        expect({ call, state: job['state'], first }).toEqual({ call, state: 'done', first: '2025-06-30' });
        expect(results).toEqual([{ outcome: 'deleted', customer: 'S', monthEnds: 12 }]);
      }
    },
    120_000,
  );

  it('is for administrators', async () => {
    await desk.harness.grant('mia', 'ACME', ['credit-manager', 'credit-clerk']);
    expect((await desk.start('start-statistics-deletion', { olderThan: '2020-01-01' }, 'no', 'mia')).status).toBe(403);
  });

  it.each([
    [{}, '/olderThan'],
    [{ olderThan: '2025-02-30' }, '/olderThan'],
    [{ olderThan: '2025-01-01', customers: ['A'] }, '/customers'],
  ])('refuses %j at %s', async (body, pointer) => {
    expect(await desk.start('start-statistics-deletion', body)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });
});

async function sweep(fault: Fault, at: number) {
  await calculatedAgain();
  const killed = await desk.killed('start-statistics-deletion', { olderThan: '2025-06-30' }, fault, at);
  const results = killed.results.filter(({ customer }) => customer === 'S');
  return { ...killed, results, first: await firstEndOf('S') };
}

/** The month ends come back when they are in use again: balances are in the documents. */
async function calculatedAgain(): Promise<void> {
  if ((await desk.call('get-customer', { customer: 'S' })).status === 404) return calculated('S');
  await desk.parameters({ statisticsMonths: { ...months, exposure: 24 } });
  await desk.done('start-statistics-calculation', { customers: ['S'] });
  await desk.parameters({ statisticsMonths: months });
}
