import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killAt } from '../documents/faults.ts';
import { expiry, june, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  await desk.setUp('put-credit-management-group', { group: 'WHOLESALE' }, { description: '' });
  await desk.setUp('put-account-status', { accountStatus: 'WATCH' }, { description: '', stops: 'none' });
  await desk.setUp('put-risk-group', { riskGroup: 'HIGH' }, { description: '', indicator: 'high', from: 51, to: 100 });
  await desk.customer('A', { country: 'DE', creditManagementGroup: 'WHOLESALE' });
  await desk.customer('B', { country: 'FR', accountStatus: 'WATCH', creditLimitExpiryDate: '2026-07-31' });
  await desk.customer('C', { country: 'FR', riskGroup: 'HIGH', temporaryLimits: [{ ...june, amount: '12000' }] });
  await desk.customer('U', { currency: 'USD', creditLimitCurrency: 'USD' });
  await desk.creditGroup('G1', ['A']);
  await desk.creditGroup('G2', ['B']);
  await desk.creditGroup('ELSEWHERE');
});
afterAll(() => desk.harness.background().stop());

const problem = (code: string) => ({ type: `urn:holdfast:problem:${code}` });
const tenPercent = { operator: 'plus', valueType: 'percent', value: '10' };
const automatic = { from: 'automatic-limits', dates: expiry };
const raised = { from: 'customers', change: tenPercent, dates: expiry };

async function start(adjustment: string, body: object) {
  return desk.call('generate-adjustment-lines', { adjustment }, body, { as: 'cleo' });
}

/** Generates, and gives the holders with their new limits; what was not written, with why. */
async function generated(adjustment: string, body: object) {
  const { status, body: job } = await start(adjustment, body);
  expect([status, job]).toMatchObject([201, { kind: 'generate-adjustment-lines', requestedBy: 'cleo' }]);
  await desk.harness.background().settle();
  const ended = (await desk.call('get-job', { job: job.job })).body;
  expect(ended).toMatchObject({ state: 'done', total: ended.done });
  const { body: results } = await desk.call('list-job-results', { job: job.job });
  const lines: Record<string, string> = {};
  for (const line of await desk.linesOf(adjustment)) lines[String(line.customer ?? line.creditGroup)] = line.newLimit;
  const others: Record<string, string> = {};
  for (const { outcome, customer, creditGroup } of results.items) {
    if (outcome !== 'written') others[String(customer ?? creditGroup)] = outcome;
  }
  return { lines, others };
}

const temporary = () => desk.journal('temporary-credit-limit');

describe('lines from existing customers (§12.2)', () => {
  it('are of all of them, where no filter is named, each in its own currency', async () => {
    const adjustment = await desk.journal();
    const { lines, others } = await generated(adjustment, raised);
    expect({ lines, others }).toEqual({
      lines: { A: '8800.00', B: '8800.00', C: '8800.00', C1: '8800.00', U: '8800.00' },
      others: {},
    });
    expect((await desk.read(adjustment)).body).toMatchObject({ lines: 5, state: 'open' });
    const line = (await desk.linesOf(adjustment)).find(({ customer }) => customer === 'B');
    const shown = { currentLimit: '8000.00', currentExpiryDate: '2026-07-31', expiryDate: '2026-12-31', version: 1 };
    expect(line).toMatchObject(shown);
  });

  it.each([
    [{ customers: ['A', 'B', 'NOBODY', 'A'] }, ['A', 'B'], { NOBODY: 'not-found' }],
    [{ creditManagementGroups: ['WHOLESALE', 'OTHER'] }, ['A'], undefined],
    [{ countries: ['FR'] }, ['B', 'C'], undefined],
    [{ countries: ['FR'], accountStatuses: ['WATCH'] }, ['B'], undefined],
    [{ riskGroups: ['HIGH'] }, ['C'], undefined],
    [{ currency: 'USD' }, ['U'], undefined],
    [{ customers: ['A'], countries: ['FR'] }, [], { A: 'filtered-out' }],
  ])('are of those that %o wants', async (filter, wanted, left) => {
    const { lines, others } = await generated(await desk.journal(), { ...raised, ...filter });
    expect(Object.keys(lines).toSorted()).toEqual(wanted);
    if (left !== undefined) expect(others).toEqual(left);
  });

  it('are rounded, shifted, and start from the temporary limit in force', async () => {
    const change = { operator: 'minus', valueType: 'amount', value: '33.33' };
    const rounding = { direction: 'up', multiple: '50.00' };
    const body = { ...raised, change, rounding, currency: 'EUR', dates: { shiftDays: 31 }, withTemporaryLimits: true };
    const adjustment = await desk.journal();
    const first = await generated(adjustment, { ...body, customers: ['A', 'B', 'C', 'U'] });
    const others = { A: 'no-date-to-shift', C: 'no-date-to-shift', U: 'filtered-out' };
    expect(first).toEqual({ lines: { B: '8000.00' }, others });
    expect((await desk.linesOf(adjustment))[0]?.expiryDate).toBe('2026-08-31');
    const absolute = { ...body, dates: expiry, customers: ['B', 'C'] };
    expect((await generated(await desk.journal(), absolute)).lines).toEqual({ B: '8000.00', C: '12000.00' });
  });

  it('shift temporary limits in a journal of them', async () => {
    const adjustment = await temporary();
    const body = { ...raised, dates: { shiftDays: 30 }, withTemporaryLimits: true };
    const { lines, others } = await generated(adjustment, body);
    expect(lines).toEqual({ C: '13200.00' });
    expect(others).toMatchObject({ A: 'no-date-to-shift', C1: 'no-date-to-shift' });
    expect((await desk.linesOf(adjustment))[0]).toMatchObject({ from: '2026-07-10', to: '2026-07-30' });
    expect((await desk.post(adjustment)).body.state).toBe('posted');
  });

  it('leave what is in the journal already as it is, whoever wrote it', async () => {
    const adjustment = await desk.journal();
    await desk.line(adjustment, 'mine', { customer: 'A', newLimit: '1', ...expiry });
    const customers = ['A', 'B'];
    expect(await generated(adjustment, { ...raised, customers })).toEqual({
      lines: { A: '1.00', B: '8800.00' },
      others: { A: 'already-in-adjustment' },
    });
    const twice = { ...raised, customers, change: { ...tenPercent, value: '20' } };
    expect(await generated(adjustment, twice)).toEqual({
      lines: { A: '1.00', B: '8800.00' },
      others: { A: 'already-in-adjustment', B: 'already-in-adjustment' },
    });
    expect((await desk.read(adjustment)).body.lines).toBe(2);
  });

  it('are written once where two generations run at once', async () => {
    const adjustment = await desk.journal();
    const jobs = await Promise.all([1, 2].map(async () => (await start(adjustment, raised)).body.job));
    await Promise.all(jobs.map(run));
    expect((await desk.read(adjustment)).body.lines).toBe(5);
    expect(await desk.linesOf(adjustment)).toHaveLength(5);
    await desk.harness.background().settle();
  });
});

describe('lines from existing customer credit groups (§12.2)', () => {
  it('are of those with a member here', async () => {
    const { lines } = await generated(await desk.journal(), { ...raised, from: 'credit-groups' });
    expect(lines).toEqual({ G1: '22000.00', G2: '22000.00' });
    const some = { ...raised, from: 'credit-groups', creditGroups: ['G2', 'ELSEWHERE'] };
    expect(await generated(await desk.journal(), some)).toEqual({
      lines: { G2: '22000.00' },
      others: { ELSEWHERE: 'not-found' },
    });
  });
});

describe('a generation', () => {
  it.each([
    ['a filter of the other source', { ...raised, creditGroups: ['G1'] }, ['/from']],
    ['customers of groups', { ...raised, from: 'credit-groups', countries: ['DE'] }, ['/from']],
    ['an amount in no currency', { ...raised, change: { ...tenPercent, valueType: 'amount' } }, ['/currency']],
    ['a rounding in no currency', { ...raised, rounding: { direction: 'up', multiple: '10' } }, ['/currency']],
    [
      'no multiple',
      { ...raised, currency: 'EUR', rounding: { direction: 'up', multiple: '0' } },
      ['/rounding/multiple'],
    ],
    [
      'too many decimals',
      { ...raised, currency: 'JPY', change: { operator: 'plus', valueType: 'amount', value: '1.5' } },
      ['/change/value'],
    ],
    ['no change', { from: 'customers', dates: expiry }, ['/change']],
    ['a change of automatic limits', { ...raised, from: 'automatic-limits' }, ['/change']],
    [
      'a rounding of automatic limits',
      { ...automatic, currency: 'EUR', rounding: { direction: 'up', multiple: '10' } },
      ['/from'],
    ],
    ['groups of automatic limits', { ...automatic, creditGroups: ['G1'] }, ['/from']],
    ['no date', { ...raised, dates: {} }, ['/dates/expiryDate']],
    ['dates of the other type', { ...raised, dates: june }, ['/dates/expiryDate', '/dates/from', '/dates/to']],
    ['a date beside a shift', { ...raised, dates: { ...expiry, shiftDays: 1 } }, ['/dates/expiryDate']],
  ])('with %s is refused', async (_, body, pointers) => {
    const { status, body: refused } = await start(await desk.journal(), body);
    expect([status, refused.errors?.map(({ pointer }) => pointer)]).toEqual([422, pointers]);
  });

  it('of temporary limits that shifts none is refused', async () => {
    const { status, body } = await start(await temporary(), { ...raised, dates: { shiftDays: 1 } });
    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/dates/shiftDays']]);
  });

  it('into a posted journal is refused, but answers its own repetition', async () => {
    const adjustment = await desk.journal();
    const headers = { 'idempotency-key': 'repeated' };
    const ask = () =>
      desk.call('generate-adjustment-lines', { adjustment }, { ...raised, customers: ['U'] }, { as: 'cleo', headers });
    const first = await ask();
    await desk.harness.background().settle();
    expect((await desk.post(adjustment)).status).toBe(200);
    const again = await ask();
    expect([again.status, again.headers['idempotency-replayed'], again.body.job]).toEqual([
      200,
      'true',
      first.body.job,
    ]);
    expect((await start(adjustment, raised)).body).toMatchObject(problem('adjustment-not-open'));
  });

  it('fails where the journal is posted before it is done', async () => {
    const adjustment = await desk.journal();
    await desk.line(adjustment, '1', { customer: 'U', newLimit: '1', ...expiry });
    const { body } = await start(adjustment, raised);
    await desk.post(adjustment);
    await desk.harness.background().settle();
    const job = (await desk.call('get-job', { job: body.job })).body;
    expect(job).toMatchObject({ state: 'failed', problem: problem('adjustment-not-open') });
    expect(await desk.linesOf(adjustment)).toHaveLength(1);
  });

  it.each(['lost before', 'lost after'] as const)('killed at any call (%s), writes each line once', async (fault) => {
    for (let call = 1, isOver = false; !isOver; call += 1) {
      const adjustment = await desk.journal();
      const { body } = await start(adjustment, { ...raised, customers: ['A', 'B', 'C', 'NOBODY'] });
      const failing = killAt(call, fault);
      await run(body.job).finally(() => failing.stop());
      isOver = failing.calls() < call;
      await run(body.job);
      const job = (await desk.call('get-job', { job: body.job })).body;
      const outcomes = { written: 3, 'not-found': 1 };
      expect({ call, job }).toMatchObject({ call, job: { state: 'done', total: 4, done: 4, outcomes } });
      expect((await desk.read(adjustment)).body.lines).toBe(3);
      expect(await desk.linesOf(adjustment)).toHaveLength(3);
    }
    await desk.harness.background().settle();
  });
});

async function run(job: string): Promise<unknown> {
  return desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
}
