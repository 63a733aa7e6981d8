import { afterAll, beforeAll, expect, it } from 'vitest';
import { expiry, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  for (const [riskGroup, from, to] of [
    ['LOW', 0, 50],
    ['HIGH', 51, 100],
  ] as const) {
    await desk.setUp('put-risk-group', { riskGroup }, { description: '', indicator: 'x', from, to });
  }
  const values = [{ value: 'DE', score: 10 }];
  await desk.setUp('put-scoring-group', { scoringGroup: 'COUNTRY' }, { description: '', type: 'country', values });
  const ranges = [{ from: '0', to: '100', score: 1 }];
  await desk.setUp('put-scoring-group', { scoringGroup: 'YEARS' }, { description: '', type: 'customer-since', ranges });
  const line = (scoringGroup: string, operator: string, value: string, limit: string) => {
    return { scoringGroup, operator, value, limit };
  };
  const limit = { description: '', riskGroup: 'LOW', currency: 'EUR', maximumAnnualRevenue: '1000000.00' };
  const lines = [
    line('YEARS', 'at-least', '1', '10000'),
    line('YEARS', 'at-least', '5', '30000'),
    line('COUNTRY', 'equal', 'DE', '20000'),
  ];
  await desk.setUp('put-automatic-limit', { automaticLimit: 'LOW-EUR' }, { ...limit, lines });
});
afterAll(() => desk.harness.background().stop());

/** Lines from automatic limits: the new limit of each customer, or why it has none. */
async function generated(adjustment: string, body: object = {}): Promise<Readonly<Record<string, string>>> {
  const wanted = { from: 'automatic-limits', dates: expiry, ...body };
  const { body: job } = await desk.done('generate-adjustment-lines', { adjustment }, wanted, { as: 'cleo' });
  await desk.harness.background().settle();
  expect((await desk.done('get-job', { job: job.job })).body.state).toBe('done');
  const { body: results } = await desk.done('list-job-results', { job: job.job });
  const lines = await desk.linesOf(adjustment);
  const found = results.items.map(({ customer, outcome }) => {
    const written = lines.find((line) => line.customer === customer);
    return [String(customer), outcome === 'written' ? (written?.newLimit ?? '') : outcome] as const;
  });
  return Object.fromEntries(found);
}

const young = { riskGroup: 'LOW', customerSince: '2025-06-15' };

it('give a customer of the risk group the highest limit whose comparison is true, or no line (§12.5)', async () => {
  const facts = {
    // One year, and five, up to today; a day less.
    ONE: young,
    FIVE: { ...young, customerSince: '2021-06-15' },
    ALMOST: { ...young, customerSince: '2021-06-16' },
    GERMAN: { ...young, country: 'DE' },
    NEW: { ...young, customerSince: '2025-06-16' },
    NOBODY: {},
    RISKY: { ...young, riskGroup: 'HIGH' },
    LARGEST: { ...young, annualRevenue: '1000000.00' },
    'TOO-LARGE': { ...young, annualRevenue: '1000000.01' },
    DOLLARS: { ...young, currency: 'USD', creditLimitCurrency: 'USD' },
    AS: { ...young, creditLimit: '10000', creditLimitExpiryDate: '2026-12-31' },
    SAME: { ...young, creditLimit: '10000', creditLimitExpiryDate: '2026-12-30' },
  };
  for (const [customer, fact] of Object.entries(facts)) await desk.customer(customer, fact);
  const adjustment = await desk.journal();
  expect(await generated(adjustment)).toEqual({
    C1: 'no-automatic-limit',
    ONE: '10000.00',
    FIVE: '30000.00',
    ALMOST: '10000.00',
    GERMAN: '20000.00',
    NEW: 'no-automatic-limit',
    NOBODY: 'no-automatic-limit',
    RISKY: 'no-automatic-limit',
    LARGEST: '10000.00',
    'TOO-LARGE': 'no-automatic-limit',
    DOLLARS: 'no-automatic-limit',
    AS: 'as-it-is-already',
    SAME: '10000.00',
  });
  expect((await desk.post(adjustment)).status).toBe(200);
  expect(await desk.creditLimitOf('FIVE')).toMatchObject({
    creditLimit: '30000.00',
    creditLimitExpiryDate: '2026-12-31',
  });
});

it('are of the customers that are wanted, with dates of the type of the journal', async () => {
  const june = { from: '2026-06-20', to: '2026-06-30' };
  const adjustment = await desk.journal('temporary-credit-limit');
  const some = { customers: ['ONE', 'GERMAN', 'NOBODY'], countries: ['DE'], dates: june };
  const others = { ONE: 'filtered-out', NOBODY: 'filtered-out' };
  expect(await generated(adjustment, some)).toEqual({ GERMAN: '20000.00', ...others });
  expect(await desk.linesOf(adjustment)).toMatchObject([{ customer: 'GERMAN', ...june, newLimit: '20000.00' }]);
});

it('compare what the statistics say, as they were calculated last', async () => {
  const ranges = [{ from: '0', to: '1000', score: 1 }];
  const group = { description: '', type: 'average-payment-days', ranges };
  await desk.setUp('put-scoring-group', { scoringGroup: 'DAYS' }, group);
  const lines = [{ scoringGroup: 'DAYS', operator: 'at-most', value: '30', limit: '50000' }];
  const limit = { description: '', riskGroup: 'HIGH', currency: 'EUR', maximumAnnualRevenue: '1000000.00', lines };
  await desk.setUp('put-automatic-limit', { automaticLimit: 'HIGH-EUR' }, limit);
  await desk.customer('PAYER', { riskGroup: 'HIGH' });
  const wanted = { customers: ['PAYER'] };
  expect(await generated(await desk.journal(), wanted)).toEqual({ PAYER: 'no-automatic-limit' });
  const invoice = { customer: 'PAYER', date: '2026-05-01', dueDate: '2026-05-31', amount: '100.00', currency: 'EUR' };
  await desk.done('put-invoice', { invoice: 'I1' }, invoice);
  const settlements = [{ invoice: 'I1', amount: '100.00' }];
  const payment = { customer: 'PAYER', date: '2026-05-31', amount: '100.00', currency: 'EUR', settlements };
  await desk.done('put-payment', { payment: 'P1' }, payment);
  await desk.done('start-statistics-calculation', {}, { customers: ['PAYER'], includeWithoutBalance: true });
  await desk.harness.background().settle();
  expect(await generated(await desk.journal(), wanted)).toEqual({ PAYER: '50000.00' });
});
