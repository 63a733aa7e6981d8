import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetGrants } from '../../../functions/store/grants.ts';
import type { Subject } from '../../../domain/ids.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

type Fields = Readonly<Record<string, unknown>>;

const timing = { days: { every: 'day' }, time: '04:30', isOn: true } as const;
const months = { daysSalesOutstanding: [3, 6], averageBalance: [3, 6], creditLimitUsed: 6, exposure: 6 };

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  await desk.parameters({ statisticsMonths: months });
  await desk.setUp('put-reason', { reason: 'DISPUTE' }, { type: 'hold', description: 'Disputed' });
  await desk.customer('C1', { country: 'DE' });
  await desk.invoice('I1', 'C1', '2026-06-01', '100.00');
  await desk.order('O1', { customer: 'C1', state: 'open' });
  await tickAt('2026-06-15T10:00:00Z');
});
afterAll(() => desk.harness.background().stop());

async function tickAt(instant: string): Promise<void> {
  desk.harness.setClock(instant);
  await desk.harness.work('tick');
  await desk.harness.background().settle();
}
const put = (schedule: string, task: Fields, as = 'root', ifMatch?: string) =>
  desk.call(
    'put-schedule',
    { schedule },
    { ...timing, task },
    {
      as,
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    },
  );
const read = async (schedule: string) => (await desk.call('get-schedule', { schedule })).body;

let day = 15;
/** The schedule of a task on the next day: the job that it started, with its results. */
async function doneBySchedule(task: Fields) {
  day += 1;
  const schedule = `OF-${day}`;
  expect((await put(schedule, task)).status).toBe(201);
  await tickAt(`2026-06-${day}T02:30:00Z`);
  const { last } = await read(schedule);
  await desk.call('delete-schedule', { schedule }, undefined, { headers: { 'if-match': '*' } });
  const job = last?.job ?? '';
  return { job: await desk.jobOf(job), results: await desk.resultsOf(job) };
}

describe('by a schedule (§14)', () => {
  it('risk scores are not updated while there is nothing to score', async () => {
    expect(await put('EARLY', { kind: 'update-risk-scores' })).toMatchObject({
      status: 409,
      body: { type: 'urn:holdfast:problem:nothing-to-score' },
    });
    const values = [{ value: 'DE', score: 7 }];
    await desk.setUp('put-scoring-group', { scoringGroup: 'COUNTRY' }, { description: '', type: 'country', values });
  });

  it.each([
    [{ kind: 'evaluate-for-release' }, {}, []],
    [
      { kind: 'calculate-balance-statistics', includeWithoutBalance: true },
      { includeWithoutBalance: true },
      [{ outcome: 'calculated', customer: 'C1' }],
    ],
    [
      { kind: 'update-risk-scores', customers: ['C1'] },
      { customers: ['C1'] },
      [{ outcome: 'no-risk-group', riskScore: 7 }],
    ],
    [
      { kind: 'delete-statistics', keepMonths: 6 },
      { olderThan: '2025-12-19' },
      [{ outcome: 'nothing-older', customer: 'C1' }],
    ],
    [{ kind: 'reconcile' }, {}, [{ outcome: 'equal', customer: 'C1' }]],
    [
      { kind: 'force-hold', reason: 'DISPUTE', filter: { customers: ['C1'] } },
      { reason: 'DISPUTE', dryRun: false, filter: { customers: ['C1'] } },
      [{ outcome: 'forced', order: 'O1' }],
    ],
  ])('%j is done as on request', async (task, asked, expected) => {
    const { job, results } = await doneBySchedule(task);
    expect(job).toMatchObject({ kind: task.kind, state: 'done', asked, requestedBy: 'root' });
    expect(job['asked']).not.toHaveProperty('kind');
    expect(results).toMatchObject(expected);
  });

  it('what would be refused on request is refused when it is set up, with where', async () => {
    const problems = [
      [{ kind: 'force-hold', reason: 'NONE', filter: { customers: ['C1'] } }, 422, { pointer: '/task/reason' }],
      [{ kind: 'force-hold', reason: 'OK', filter: { customers: ['C1'] } }, 422, { expected: 'hold' }],
      [{ kind: 'delete-statistics', keepMonths: 5 }, 409, { months: 6 }],
      [{ kind: 'check-import' }, 422, { errors: [{ pointer: '/task/kind' }] }],
      [{ kind: 'evaluate-for-release', holds: ['O1.1'] }, 422, { errors: [{ pointer: '/task/holds' }] }],
    ] as const;
    for (const [task, status, body] of problems) expect(await put('BAD', task)).toMatchObject({ status, body });
    const times = [
      [{ time: '24:00' }, '/time'],
      [{ days: { every: 'month', day: 32 } }, '/days/day'],
      [{ days: { every: 'week', on: [] } }, '/days/on'],
      [{ days: { every: 'week', on: ['monday', 'monday'] } }, '/days/on'],
    ] as const;
    for (const [changes, pointer] of times) {
      const body = { ...timing, task: { kind: 'reconcile' }, ...changes };
      expect(await desk.call('put-schedule', { schedule: 'BAD' }, body)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer }] },
      });
    }
    expect((await desk.call('get-schedule', { schedule: 'BAD' })).status).toBe(404);
  });

  it('what is refused on its day is shown with why, starts nothing, and is tried again the next day', async () => {
    await put('REFUSED', { kind: 'delete-statistics', keepMonths: 6 });
    await desk.parameters({ statisticsMonths: { ...months, exposure: 24 } });
    await tickAt('2026-06-25T02:30:00Z');
    await tickAt('2026-06-25T02:35:00Z');
    const refused = await read('REFUSED');
    expect(refused).toMatchObject({
      nextOn: '2026-06-26',
      last: { on: '2026-06-25', job: null, problem: { type: 'urn:holdfast:problem:statistics-in-use' } },
    });
    await desk.parameters({ statisticsMonths: months });
    await tickAt('2026-06-26T02:30:00Z');
    expect((await read('REFUSED')).last).toMatchObject({ on: '2026-06-26', problem: null });
    expect((await read('REFUSED')).last?.job).not.toBeNull();
  });

  it('is for who may do the task, and no longer than they may', async () => {
    await desk.harness.grant('cleo', 'ACME', ['credit-clerk']);
    await desk.harness.grant('mia', 'ACME', ['credit-manager']);
    const force = { kind: 'force-hold', reason: 'DISPUTE', filter: { customers: ['C1'] } };
    expect((await put('FORCE', force, 'cleo')).status).toBe(403);
    expect((await put('FORCE', force, 'mia')).status).toBe(201);
    // Nor may who could not set it up turn it into something else, or delete it.
    expect((await put('FORCE', { kind: 'evaluate-for-release' }, 'cleo', '*')).status).toBe(403);
    const removed = await desk.call('delete-schedule', { schedule: 'FORCE' }, undefined, {
      as: 'cleo',
      headers: { 'if-match': '*' },
    });
    expect(removed.status).toBe(403);
    await desk.call('delete-grant', { subject: 'mia' }, undefined, { headers: { 'if-match': '*' } });
    forgetGrants('mia' as Subject);
    await tickAt('2026-06-27T02:30:00Z');
    expect((await read('FORCE')).last).toMatchObject({
      job: null,
      problem: { type: 'urn:holdfast:problem:not-allowed' },
    });
    // Who sets it up again lends it their own name.
    expect((await put('FORCE', force, 'root', '*')).body.setBy).toBe('root');
  });

  it('is listed, has a version, and its changes are in the audit trail', async () => {
    const { body } = await desk.call('list-schedules', {}, undefined, { query: { limit: '1' } });
    expect(body.items.map(({ schedule }) => schedule)).toEqual(['FORCE']);
    const query: Readonly<Record<string, string>> = { cursor: body.nextCursor ?? '' };
    const next = await desk.call('list-schedules', {}, undefined, { query });
    expect([next.body.items.map(({ schedule }) => schedule), next.body.nextCursor]).toEqual([['REFUSED'], null]);
    const etag = `"${body.items[0]?.version}"`;
    const task = { kind: 'reconcile' };
    expect((await put('FORCE', task, 'root')).status).toBe(428);
    expect((await put('FORCE', task, 'root', etag)).status).toBe(200);
    expect((await put('FORCE', task, 'root', etag)).status).toBe(412);
    const links = (await desk.call('list-legal-entity-audit-links')).body.items;
    expect(links[0]).toMatchObject({
      who: 'root',
      what: { kind: 'schedule', id: 'FORCE' },
      before: { task: { kind: 'force-hold' } },
      after: { task, setBy: 'root' },
    });
    const again = await put('FORCE', task, 'root', '*');
    expect([again.status, (await desk.call('list-legal-entity-audit-links')).body.items[0]]).toEqual([200, links[0]]);
  });
});
