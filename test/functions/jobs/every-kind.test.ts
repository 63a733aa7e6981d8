import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maxFailures } from '../../../domain/job.ts';
import type { JobId } from '../../../domain/ids.ts';
import type { ScheduledKind } from '../../../domain/schedule.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { jobKey } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import { failCalls, throttled } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

type Fields = Readonly<Record<string, unknown>>;
type Case = {
  readonly start: OperationName;
  readonly body: () => Fields;
  readonly outcomes: Fields;
};

const customer = 'C1';

/** A kind that is not tried here does not compile. Each works on one customer with an invoice, a held order and one that may be forced. */
const cases: { readonly [K in ScheduledKind]: Case } = {
  'evaluate-for-release': {
    start: 'start-hold-evaluation',
    body: () => ({ customers: [customer] }),
    outcomes: { unchanged: 1 },
  },
  'force-hold': {
    start: 'start-hold-forcing',
    body: () => ({ reason: 'DISPUTE', filter: { orders: [`${customer}-2`] } }),
    outcomes: { forced: 1 },
  },
  'calculate-balance-statistics': {
    start: 'start-statistics-calculation',
    body: () => ({ customers: [customer] }),
    outcomes: { calculated: 1 },
  },
  'update-risk-scores': {
    start: 'start-risk-score-update',
    body: () => ({ customers: [customer] }),
    outcomes: { 'no-risk-group': 1 },
  },
  'delete-statistics': {
    start: 'start-statistics-deletion',
    body: () => ({ olderThan: '2020-01-01' }),
    outcomes: { 'nothing-older': 1 },
  },
  'find-review-work': {
    start: 'start-review-work-search',
    body: () => ({ customers: [customer] }),
    outcomes: { 'nothing-to-review': 1 },
  },
  reconcile: { start: 'start-reconciliation', body: () => ({ customers: [customer] }), outcomes: { equal: 1 } },
};

let desk: RiskDesk;
let keys = 0;

async function started({ start, body }: Case): Promise<string> {
  const headers = { 'idempotency-key': `kind-${(keys += 1)}` };
  const answer = await desk.call(start, {}, body(), { headers });
  expect(answer.status).toBe(201);
  return (answer.body as { readonly job: string }).job;
}
async function asked(name: 'cancel-job' | 'retry-job', job: string): Promise<Fields> {
  const headers = { 'idempotency-key': `${name}-${(keys += 1)}` };
  const { status, body } = await desk.call(name, { job }, {}, { headers });
  expect([status, body]).toMatchObject([200, { job }]);
  return body;
}

/** A job as a worker leaves it that dies and whose message is gone. */
async function abandoned(one: Case): Promise<string> {
  const job = await started(one);
  await asked('cancel-job', job);
  await desk.harness.background().settle();
  const update = {
    UpdateExpression: 'SET #row.#state = :running REMOVE #row.endedAt',
    ExpressionAttributeNames: { '#row': 'row', '#state': 'state' },
    ExpressionAttributeValues: { ':running': 'running' },
  };
  const Key = jobKey('ACME' as AuthorizedEntity, job as JobId);
  await table.send(new UpdateCommand({ TableName: tableName(), Key, ...update }));
  return job;
}

beforeAll(async () => {
  desk = await startRiskDesk();
  await desk.setUp('put-reason', { reason: 'DISPUTE' }, { type: 'hold', description: 'Disputed' });
  const values = [{ value: 'DE', score: 7 }];
  await desk.setUp('put-scoring-group', { scoringGroup: 'COUNTRY' }, { description: '', type: 'country', values });
  const rule = { type: 'sales-order-amount', kind: 'blocking', scope: 'all', amount: '5000.00' };
  await desk.setUp('put-rule', { rule: 'LARGE' }, rule);
  await desk.customer(customer, { country: 'DE' });
  await desk.invoice(`${customer}-I`, customer, '2026-06-01', '100.00');
  await desk.order(`${customer}-1`, { customer, amount: '6000.00' });
  await desk.ask(`${customer}-1`, { customer });
  await desk.order(`${customer}-2`, { customer, state: 'open', amount: '100.00' });
  await desk.harness.background().settle();
});
afterAll(() => desk.harness.background().stop());

describe.each(Object.entries(cases))('a job of kind %s (§14)', (kind, one) => {
  it('is cancelled before it did anything, and goes on when it is asked to', async () => {
    const job = await started(one);
    expect((await asked('cancel-job', job))['state']).toBe('cancelled');
    await desk.harness.background().settle();
    expect([await desk.jobOf(job), await desk.resultsOf(job)]).toMatchObject([{ kind, done: 0, outcomes: {} }, []]);
    expect((await asked('retry-job', job))['state']).toBe('queued');
    await desk.harness.background().settle();
    expect(await desk.jobOf(job)).toMatchObject({ state: 'done', total: 1, done: 1 });
  });

  it('that nobody works on any more is taken up anew, once however many do', async () => {
    const job = await abandoned(one);
    await desk.harness.background().settle();
    expect(await desk.jobOf(job)).toMatchObject({ state: 'running', done: 0 });
    expect((await asked('retry-job', job))['state']).toBe('queued');
    expect((await asked('retry-job', job))['state']).toBe('queued');
    await Promise.all([desk.run(job), desk.run(job)]);
    await desk.harness.background().settle();
    expect(await desk.jobOf(job)).toMatchObject({ state: 'done', total: 1, done: 1 });
    expect(await desk.resultsOf(job)).toHaveLength(1);
  });

  it('fails where the table is too busy too often, says why, and is done when it is tried again', async () => {
    const job = await started(one);
    for (let failure = 1; failure <= maxFailures; failure += 1) {
      expect(await desk.jobOf(job)).toMatchObject({ state: 'queued', problem: null });
      const failing = failCalls(throttled, 'lost before', (call) => call === 2);
      await desk.run(job).finally(failing.stop);
    }
    const busy = { type: 'urn:holdfast:problem:busy' };
    expect(await desk.jobOf(job)).toMatchObject({ state: 'failed', problem: busy, done: 0 });
    expect(await asked('retry-job', job)).toMatchObject({ state: 'queued', problem: null });
    await desk.harness.background().settle();
    const ended = await desk.jobOf(job);
    expect(ended).toMatchObject({ state: 'done', problem: null });
    if (kind !== 'force-hold') expect(ended['outcomes']).toEqual(one.outcomes);
  });

  it('that is started twice under one key is one, and a second one finds its work done', async () => {
    const headers = { 'idempotency-key': `once-${kind}` };
    const twice = await Promise.all([1, 2].map(() => desk.call(one.start, {}, one.body(), { headers })));
    const jobs = new Set(twice.map(({ body }) => (body as { readonly job: string }).job));
    expect(jobs.size).toBe(1);
    await desk.harness.background().settle();
    const [job = ''] = jobs;
    const outcomes = kind === 'force-hold' ? { 'already-forced': 1 } : one.outcomes;
    expect(await desk.jobOf(job)).toMatchObject({ state: 'done', outcomes });
  });
});
