import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  desk.harness.setClock('2026-06-15T10:00:00Z');
  await desk.parameters({
    statisticsMonths: { daysSalesOutstanding: [3, 12], averageBalance: [2, 3], creditLimitUsed: 3, exposure: 2 },
  });
});
afterAll(() => desk.harness.background().stop());

/** Owes 1,000 since February and 500 since May; 1,000 of another was paid in June, 30 days after its invoice. */
async function owing(customer: string): Promise<void> {
  await desk.customer(customer, { creditLimit: '6000.00' });
  await desk.invoice(`${customer}-1`, customer, '2026-02-10', '1000.00');
  await desk.invoice(`${customer}-2`, customer, '2026-05-10', '1500.00');
  await desk.pay(`${customer}-P`, customer, '2026-06-09', '1000.00', `${customer}-2`);
}

async function settled(customer: string): Promise<void> {
  await desk.customer(customer);
  await desk.invoice(`${customer}-1`, customer, '2026-05-10', '100.00');
  await desk.pay(`${customer}-P`, customer, '2026-05-20', '100.00', `${customer}-1`);
}

describe('a job that calculates balance statistics (§13, §14)', () => {
  it('calculates one customer, as can be read then', async () => {
    await owing('A');
    expect((await desk.call('get-statistics', { customer: 'A' })).body).toMatchObject({ kind: 'statistics' });
    const results = await desk.done('start-statistics-calculation', { customers: ['A'] });
    expect(results).toEqual([{ outcome: 'calculated', customer: 'A' }]);
    const found = await desk.statistics('A');
    expect(found).toMatchObject({
      customer: 'A',
      currency: 'EUR',
      calculatedOn: '2026-06-15',
      balance: '1500.00',
      exposure: '1500.00',
      limit: '6000.00',
      limitState: 'limited',
      daysSalesOutstanding: [
        { months: 3, from: '2026-03-15', creditSales: '1500.00', days: 92, daysSalesOutstanding: '92.00' },
        { months: 12, from: '2025-06-15', creditSales: '2500.00', days: 365, daysSalesOutstanding: '219.00' },
      ],
      // (1,000 + 2,500 + 1,500) ÷ 3, and with March's 1,000 by 4.
      averageBalance: [
        { months: 2, from: '2026-04-15', values: 3, average: '1666.67' },
        { months: 3, from: '2026-03-15', values: 4, average: '1500.00' },
      ],
      // No calculation was near the month ends but that of May: (2,500 + 1,500) ÷ 2 of 6,000.
      averageCreditLimitUsedPercent: { months: 3, values: 2, average: '33.33' },
      averageExposurePercent: { months: 2, values: 2, average: '25.00' },
      averagePaymentDays: { months: 3, from: '2026-03-15', settled: '1000.00', averageDays: '30.00' },
      documentsWithoutRate: 0,
    });
    expect((found['monthEnds'] as readonly object[]).slice(-2)).toEqual([
      { date: '2026-04-30', balance: '1000.00', found: null },
      {
        date: '2026-05-31',
        balance: '2500.00',
        found: { calculatedOn: '2026-06-15', exposure: '1500.00', limit: '6000.00', limitState: 'limited' },
      },
    ]);
  });

  it('leaves out who owes nothing, unless asked; says who is not there', async () => {
    await settled('B');
    const asked = { customers: ['B', 'NOBODY', 'B'] };
    expect(await desk.done('start-statistics-calculation', asked)).toEqual([
      { outcome: 'no-balance', customer: 'B' },
      { outcome: 'not-found', customer: 'NOBODY' },
    ]);
    expect((await desk.call('get-statistics', { customer: 'B' })).status).toBe(404);
    const all = await desk.done('start-statistics-calculation', { ...asked, includeWithoutBalance: true });
    expect(all).toMatchObject([{ outcome: 'calculated' }, { outcome: 'not-found' }]);
    expect(await desk.statistics('B')).toMatchObject({
      balance: '0.00',
      averagePaymentDays: { settled: '100.00', averageDays: '10.00' },
      daysSalesOutstanding: [{ daysSalesOutstanding: '0.00' }, {}],
    });
  });

  it('calculates all customers', async () => {
    await desk.customer('C');
    const results = await desk.done('start-statistics-calculation');
    expect(results.filter(({ customer }) => ['A', 'B', 'C'].includes(String(customer)))).toEqual([
      { outcome: 'calculated', customer: 'A' },
      { outcome: 'no-balance', customer: 'B' },
      { outcome: 'no-balance', customer: 'C' },
    ]);
  });

  it('keeps what earlier calculations found, and takes in what came late', async () => {
    await owing('H');
    const calculateOn = async (instant: string) => {
      desk.harness.setClock(instant);
      await desk.done('start-statistics-calculation', { customers: ['H'] });
      return (await desk.statistics('H'))['monthEnds'] as readonly Readonly<Record<string, unknown>>[];
    };
    await calculateOn('2026-06-30T10:00:00Z');
    await desk.invoice('H-LATE', 'H', '2026-06-20', '500.00');
    // A limit that has changed since was not the one of June.
    const [, current] = await Promise.all([
      calculateOn('2026-07-01T02:00:00Z'),
      desk.call('get-customer', { customer: 'H' }),
    ]);
    const raised = { ...current.body, creditLimit: '9000.00' };
    await desk.call('put-customer', { customer: 'H' }, raised, { headers: { 'if-match': '*' } });
    const ends = await calculateOn('2026-07-02T10:00:00Z');
    expect(ends.find(({ date }) => date === '2026-06-30')).toEqual({
      date: '2026-06-30',
      balance: '2000.00',
      found: { calculatedOn: '2026-07-01', exposure: '2000.00', limit: '6000.00', limitState: 'limited' },
    });
    expect(await desk.statistics('H')).toMatchObject({ calculatedOn: '2026-07-02', limit: '9000.00' });
    desk.harness.setClock('2026-06-15T10:00:00Z');
  });

  it('is one under one key, and running it again changes nothing', async () => {
    await owing('D');
    const body = { customers: ['D'] };
    const first = await desk.start('start-statistics-calculation', body, 'twice');
    const again = await desk.start('start-statistics-calculation', body, 'twice');
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 200, 'true']);
    await desk.harness.background().settle();
    const before = await desk.statistics('D');
    await desk.run((first.body as { readonly job: string }).job);
    await desk.done('start-statistics-calculation', body);
    expect(await desk.statistics('D')).toEqual(before);
    expect((await desk.start('start-statistics-calculation', {}, 'twice')).status).toBe(422);
  });

  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(10);
      for (let call = 1; call <= calls; call += 1) {
        const { job, results, balances } = await sweep(fault, call);
        expect({ call, state: job['state'], done: job['done'], balances }).toEqual({
          call,
          state: 'done',
          done: 2,
          balances: ['1500.00', '1500.00'],
        });
        expect(results.map(({ outcome }) => outcome)).toEqual(['calculated', 'calculated']);
      }
    },
    120_000,
  );

  it('is not for who only sends documents, or reads', async () => {
    await desk.harness.grant('erp', 'ACME', ['order-intake']);
    await desk.harness.grant('eve', 'ACME', ['auditor']);
    for (const as of ['erp', 'eve']) {
      expect((await desk.start('start-statistics-calculation', {}, 'refused', as)).status).toBe(403);
    }
  });

  it.each([
    [{ customers: [] }, '/customers'],
    [{ customers: ['A', ''] }, '/customers/1'],
    [{ includeWithoutBalance: 'yes' }, '/includeWithoutBalance'],
    [{ customer: 'A' }, '/customer'],
  ])('refuses %j at %s', async (body, pointer) => {
    const refused = await desk.start('start-statistics-calculation', body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

let sweeps = 0;

async function sweep(fault: Fault, at: number) {
  sweeps += 1;
  const customers = [`S${sweeps}-1`, `S${sweeps}-2`];
  for (const customer of customers) await owing(customer);
  const killed = await desk.killed('start-statistics-calculation', { customers }, fault, at);
  const balances = await Promise.all(customers.map(async (customer) => (await desk.statistics(customer))['balance']));
  return { ...killed, balances };
}
