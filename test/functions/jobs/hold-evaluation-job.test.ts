import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import { killAt, type Fault } from '../documents/faults.ts';

let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
  // Payments alone free nothing here, so that the jobs have something to do.
  await desk.parameters({ autoEvaluate: false });
});
afterAll(() => desk.harness.background().stop());

type Event = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

async function start(key: string, body: object = {}) {
  return desk.call('start-hold-evaluation', {}, body, { headers: { 'idempotency-key': key } });
}

async function jobOf(job: string) {
  return (await desk.call('get-job', { job })).body;
}

async function run(job: string): Promise<void> {
  await desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
}

async function resultsOf(job: string, limit = 100) {
  const items: Readonly<Record<string, unknown>>[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Readonly<Record<string, string>> = { limit: String(limit), ...(cursor === '' ? {} : { cursor }) };
    const { body } = await desk.call('list-job-results', { job }, undefined, { query });
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

/** Customers with an order held each; those of even number have paid what it lacked. Gives their ids. */
async function heldCustomers(prefix: string, count: number): Promise<readonly string[]> {
  const customers = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
  for (const [index, customer] of customers.entries()) {
    await desk.customer(customer);
    await desk.hold(`O-${customer}`, { customer });
    if (index % 2 === 1) await pay(customer, '2000.00');
  }
  await desk.harness.background().settle();
  return customers;
}

async function pay(customer: string, amount: string): Promise<void> {
  const payment = { customer, date: '2026-06-15', amount, currency: 'EUR', settlements: [] };
  const { status } = await desk.call('put-payment', { payment: `P-${customer}` }, payment);
  expect(status).toBe(201);
}

describe('a job that evaluates for release (§9.1)', () => {
  it('evaluates the holds of some customers, and says of each how it came out', async () => {
    const customers = await heldCustomers('A', 4);
    const { status, body } = await start('some', { customers });
    expect([status, body.state, body.total]).toEqual([201, 'queued', null]);
    await desk.harness.background().settle();
    const job = await jobOf(body.job);
    expect(job).toMatchObject({ state: 'done', total: 4, done: 4, outcomes: { released: 2, unchanged: 2 } });
    expect(job.endedAt).not.toBeNull();
    expect(await resultsOf(body.job, 1)).toMatchObject([
      { outcome: 'unchanged', hold: 'O-A1.1', order: 'O-A1', state: 'open', reasons: ['credit-limit-used'] },
      { outcome: 'released', hold: 'O-A2.1', customer: 'A2', state: 'released' },
      { outcome: 'unchanged', hold: 'O-A3.1' },
      { outcome: 'released', hold: 'O-A4.1' },
    ]);
    const messages = desk.harness
      .background()
      .publishedEvents()
      .map(({ message }) => JSON.parse(message) as Event);
    const ended = messages.filter(({ type }) => type === 'holdfast.job-done.v1');
    expect(ended.map(({ data }) => data)).toMatchObject([{ job: body.job, state: 'done', done: 4 }]);
  });

  it('is one under one key, and running it again changes nothing (§9.6)', async () => {
    const customers = await heldCustomers('B', 2);
    const first = await start('twice', { customers });
    const again = await start('twice', { customers });
    expect([again.status, again.body.job, again.headers['idempotency-replayed']]).toEqual([
      200,
      first.body.job,
      'true',
    ]);
    await desk.harness.background().settle();
    await run(first.body.job);
    expect((await jobOf(first.body.job)).outcomes).toEqual({ released: 1, unchanged: 1 });
    const second = await start('again', { customers });
    await desk.harness.background().settle();
    expect((await jobOf(second.body.job)).outcomes).toEqual({ unchanged: 1 });
    expect((await start('twice', {})).status).toBe(422);
  });

  it('evaluates selected holds, and all', async () => {
    await heldCustomers('D', 4);
    const selected = await start('selected', { holds: ['O-D2.1', 'O-D3.1', 'nothing.1'] });
    await desk.harness.background().settle();
    expect(await resultsOf(selected.body.job)).toMatchObject([
      { outcome: 'released', hold: 'O-D2.1' },
      { outcome: 'unchanged', hold: 'O-D3.1' },
      { outcome: 'not-found', hold: 'nothing.1' },
    ]);
    const unknown = await start('unknown', { customers: ['D1', 'NOBODY'] });
    await desk.harness.background().settle();
    expect(await resultsOf(unknown.body.job)).toMatchObject([
      { outcome: 'unchanged', hold: 'O-D1.1' },
      { outcome: 'not-found', customer: 'NOBODY' },
    ]);
    const all = await start('all');
    await desk.harness.background().settle();
    const results = await resultsOf(all.body.job);
    expect(results.filter(({ outcome }) => outcome === 'released')).toMatchObject([{ hold: 'O-D4.1' }]);
    expect(results.map(({ hold }) => hold)).toContain('O-A1.1');
  });

  it('stops when it is cancelled, and goes on when it is asked to', async () => {
    const customers = await heldCustomers('E', 2);
    const { body } = await start('cancelled', { customers });
    const cancelled = await desk.call('cancel-job', { job: body.job }, {}, { headers: { 'idempotency-key': 'stop' } });
    expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    await desk.harness.background().settle();
    expect(await jobOf(body.job)).toMatchObject({ state: 'cancelled', done: 0 });
    const replayed = await desk.call('cancel-job', { job: body.job }, {}, { headers: { 'idempotency-key': 'stop' } });
    expect(replayed.headers['idempotency-replayed']).toBe('true');
    const refused = await desk.call('cancel-job', { job: body.job }, {}, { headers: { 'idempotency-key': 'stop-2' } });
    expect([refused.status, refused.body.type]).toEqual([409, 'urn:holdfast:problem:job-not-in-state']);
    await desk.call('retry-job', { job: body.job }, {}, { headers: { 'idempotency-key': 'go-on' } });
    await desk.harness.background().settle();
    expect(await jobOf(body.job)).toMatchObject({ state: 'done', outcomes: { released: 1, unchanged: 1 } });
  });

  it('refuses both customers and holds, and more than it takes', async () => {
    expect((await start('both', { customers: ['C1'], holds: ['O.1'] })).status).toBe(422);
    expect((await start('none', { customers: [] })).status).toBe(422);
  });

  it.each(['lost before', 'lost after'] as const)(
    'killed at any call of the table (%s), it ends as if it had not been',
    async (fault) => {
      const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(5);
      for (let call = 1; call <= calls; call += 1) {
        const { results, job } = await sweep(fault, call);
        expect({ call, outcomes: job.outcomes, state: job.state, done: job.done }).toEqual({
          call,
          outcomes: { released: 1, unchanged: 1, changed: 1 },
          state: 'done',
          done: 3,
        });
        expect(results.map(({ outcome }) => outcome)).toEqual(['unchanged', 'released', 'changed']);
      }
    },
    60_000,
  );
});

let sweeps = 0;

/** Runs a job in a worker that is killed at a call, and then in another one. */
async function sweep(fault: Fault, at: number) {
  sweeps += 1;
  const customers = await heldCustomers(`S${sweeps}-`, 3);
  await pay(`S${sweeps}-3`, '1.00');
  const { body } = await start(`sweep-${sweeps}`, { customers });
  const failing = killAt(at, fault);
  try {
    await run(body.job);
  } finally {
    failing.stop();
  }
  await run(body.job);
  return { calls: failing.calls(), results: await resultsOf(body.job), job: await jobOf(body.job) };
}
