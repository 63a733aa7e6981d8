import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beforeWrite, killAt, type Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

type Fields = Readonly<Record<string, unknown>>;

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  await desk.customer('C1');
  await desk.setUp('put-reason', { reason: 'DISPUTE' }, { type: 'hold', description: 'Disputed' });
  await desk.harness.grant('mia', 'ACME', ['credit-manager']);
  await desk.harness.grant('cleo', 'ACME', ['credit-clerk']);
  await tickAt('2026-06-15T10:00:00Z');
});
afterAll(() => desk.harness.background().stop());

const daily = { days: { every: 'day' }, time: '04:30', isOn: true } as const;
const nightly = { task: { kind: 'reconcile' }, ...daily } as const;

async function tickAt(instant: string): Promise<void> {
  desk.harness.setClock(instant);
  await desk.harness.work('tick');
  await desk.harness.background().settle();
}
const put = (schedule: string, body: Fields = nightly, more: { readonly as?: string } = {}) =>
  desk.call('put-schedule', { schedule }, body, { ...more, headers: { 'if-match': '*' } });
async function made(schedule: string, body: Fields = nightly, as = 'root'): Promise<void> {
  const { status, body: answer } = await desk.call('put-schedule', { schedule }, body, { as });
  expect([status, answer]).toMatchObject([201, { schedule }]);
}
const read = async (schedule: string) => (await desk.call('get-schedule', { schedule })).body;
const remove = (schedule: string) =>
  desk.call('delete-schedule', { schedule }, undefined, { headers: { 'if-match': '*' } });
/** All jobs that were started since, but those that run by themselves everywhere. */
async function startedSince(instant: string) {
  const { body } = await desk.call('list-jobs', {}, undefined, { query: { limit: '100' } });
  return body.items.filter(
    ({ requestedBy, requestedAt }) => requestedBy !== 'automatic' && requestedAt >= new Date(instant).toISOString(),
  );
}

describe('a schedule (§14)', () => {
  it('starts its job once a day, in the time zone of the legal entity, in the name of who set it up', async () => {
    await made('NIGHTLY', nightly, 'mia');
    expect(await read('NIGHTLY')).toEqual({
      ...nightly,
      schedule: 'NIGHTLY',
      setBy: 'mia',
      nextOn: '2026-06-16',
      last: null,
    });
    const day = '2026-06-16T00:00:00Z';
    await tickAt('2026-06-16T02:29:59Z');
    expect(await startedSince(day)).toEqual([]);
    await tickAt('2026-06-16T02:30:00Z');
    for (const again of ['02:30:00', '02:35:00', '20:00:00']) await tickAt(`2026-06-16T${again}Z`);
    const jobs = await startedSince(day);
    expect(jobs).toMatchObject([{ kind: 'reconcile', state: 'done', requestedBy: 'mia', outcomes: { equal: 1 } }]);
    expect(await read('NIGHTLY')).toMatchObject({
      nextOn: '2026-06-17',
      last: { on: '2026-06-16', at: '2026-06-16T02:30:00.000Z', job: jobs[0]?.job, problem: null },
    });
  });

  it('after days of standing still does the work once, and then goes on as before', async () => {
    const late = '2026-06-20T00:00:00Z';
    await tickAt('2026-06-20T15:00:00Z');
    await tickAt('2026-06-20T15:05:00Z');
    expect(await startedSince(late)).toHaveLength(1);
    expect((await read('NIGHTLY')).last?.on).toBe('2026-06-20');
    await tickAt('2026-06-21T02:30:00Z');
    expect(await startedSince(late)).toHaveLength(2);
  });

  it('while it is off starts nothing, and owes nothing when it is on again', async () => {
    expect((await put('NIGHTLY', { ...nightly, isOn: false })).body.nextOn).toBeNull();
    const off = '2026-06-22T00:00:00Z';
    await tickAt('2026-06-22T15:00:00Z');
    expect(await startedSince(off)).toEqual([]);
    expect((await put('NIGHTLY')).body.nextOn).toBe('2026-06-23');
    await tickAt('2026-06-22T15:05:00Z');
    expect(await startedSince(off)).toEqual([]);
    await tickAt('2026-06-23T02:30:00Z');
    expect(await startedSince(off)).toHaveLength(1);
    // Done that day, it is not done again when its time is moved.
    expect((await put('NIGHTLY', { ...nightly, time: '12:00' })).body.nextOn).toBe('2026-06-24');
    await tickAt('2026-06-23T12:00:00Z');
    expect(await startedSince(off)).toHaveLength(1);
    expect((await remove('NIGHTLY')).status).toBe(204);
    await tickAt('2026-06-24T12:00:00Z');
    expect(await startedSince(off)).toHaveLength(1);
  });

  it('waits for its last job to end, and then catches up once', async () => {
    await made('SLOW', { ...nightly, task: { kind: 'reconcile', customers: ['C1'] } });
    desk.harness.setClock('2026-06-25T02:30:00Z');
    await desk.harness.work('tick');
    const { last } = await read('SLOW');
    const job = last?.job ?? '';
    for (const day of ['26', '27']) {
      desk.harness.setClock(`2026-06-${day}T02:30:00Z`);
      await desk.harness.work('tick');
    }
    expect(await startedSince('2026-06-25T00:00:00Z')).toMatchObject([{ job, state: 'queued' }]);
    expect(await read('SLOW')).toMatchObject({ nextOn: '2026-06-27', last: { on: '2026-06-25' } });
    await desk.harness.background().settle();
    await tickAt('2026-06-27T02:35:00Z');
    await tickAt('2026-06-27T02:40:00Z');
    const started = await startedSince('2026-06-25T00:00:00Z');
    expect(started.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await read('SLOW')).toMatchObject({ nextOn: '2026-06-28', last: { on: '2026-06-27' } });
    await remove('SLOW');
  });

  it('is not started by a tick that saw it before it was changed', async () => {
    // What runs by itself everywhere is started before, so that the next thing that a tick writes is the schedule's.
    await tickAt('2026-06-29T02:29:00Z');
    await made('RACE');
    await desk.harness.background().settle();
    desk.harness.setClock('2026-06-29T02:30:00Z');
    beforeWrite(() => put('RACE', { ...nightly, isOn: false }));
    await desk.harness.work('tick');
    await desk.harness.background().settle();
    expect(await startedSince('2026-06-29T00:00:00Z')).toEqual([]);
    expect((await read('RACE')).last).toBeNull();
    await remove('RACE');
  });

  it('is started once by two ticks at once', async () => {
    await made('TWICE');
    await tickAt('2026-06-30T02:29:00Z');
    desk.harness.setClock('2026-06-30T02:30:00Z');
    beforeWrite(() => desk.harness.work('tick'));
    await desk.harness.work('tick');
    await desk.harness.background().settle();
    expect(await startedSince('2026-06-30T00:00:00Z')).toHaveLength(1);
    await remove('TWICE');
  });

  it.each(['lost before', 'lost after'] as const)(
    'is started once where a tick is killed at any call of the table (%s)',
    async (fault) => {
      const calls = await sweep(fault, Number.MAX_SAFE_INTEGER);
      expect(calls).toBeGreaterThan(5);
      for (let call = 1; call <= calls; call += 1) await sweep(fault, call);
    },
    120_000,
  );
});

let sweeps = 0;

/** A day of its own for each kill; the next tick comes five minutes later. */
async function sweep(fault: Fault, at: number): Promise<number> {
  const day = new Date(Date.parse('2027-01-01T00:00:00Z') + (sweeps += 1) * 86_400_000).toISOString().slice(0, 10);
  const schedule = `SWEEP-${sweeps}`;
  await tickAt(`${day}T03:25:00Z`);
  await made(schedule);
  await desk.harness.background().settle();
  desk.harness.setClock(`${day}T03:30:00Z`);
  const failing = killAt(at, fault);
  try {
    await desk.harness.work('tick').catch(() => {});
  } finally {
    failing.stop();
  }
  await tickAt(`${day}T03:35:00Z`);
  await tickAt(`${day}T03:40:00Z`);
  const jobs = await startedSince(`${day}T00:00:00Z`);
  expect({ at, started: jobs.map(({ state }) => state) }).toEqual({ at, started: ['done'] });
  expect((await read(schedule)).last).toMatchObject({ on: day, job: jobs[0]?.job });
  await remove(schedule);
  return failing.calls();
}
