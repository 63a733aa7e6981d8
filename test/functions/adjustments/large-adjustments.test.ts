import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostTemporaryLimits } from '../../../domain/customer.ts';
import type { CreditGroupId, CustomerId } from '../../../domain/ids.ts';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { creditGroupChain, customerChain } from '../../../functions/store/audit-chain.ts';
import { auditChain } from '../../store/audit-chain.ts';
import { beforeWrite, killAt, type Fault } from '../documents/faults.ts';
import { expiry, june, startAdjustmentDesk, type AdjustmentDesk } from './adjustment-desk.ts';

let desk: AdjustmentDesk;
/** One more than have room in one transaction. */
const names = Array.from({ length: 40 }, (_, index) => `L${String(index).padStart(2, '0')}`);
const group = 'LARGE';

beforeAll(async () => {
  desk = await startAdjustmentDesk({ background: true });
  for (const name of names) await desk.customer(name);
  await desk.creditGroup(group, names.slice(0, 2));
});
afterAll(() => desk.harness.background().stop());

const problem = (code: string) => ({ type: `urn:holdfast:problem:${code}` });
let keys = 0;

/** A journal that gives all of them and their group this limit. */
async function journalOf(newLimit: string): Promise<string> {
  const adjustment = await desk.journal();
  for (const customer of names) await desk.line(adjustment, customer, { customer, newLimit, ...expiry });
  await desk.line(adjustment, group, { creditGroup: group, newLimit, ...expiry });
  return adjustment;
}

/** Asks for it to be posted, and gives the job that does. */
async function begun(adjustment: string): Promise<string> {
  keys += 1;
  const { status, body } = await desk.post(adjustment, { headers: { 'idempotency-key': `post-${keys}` } });
  expect([status, body]).toMatchObject([200, { state: 'posting', posted: null, lines: 41 }]);
  return body.job ?? '';
}

async function run(job: string): Promise<unknown> {
  return desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
}

/** Runs the job in a worker that is killed at a call of the table; gives how many calls there were. */
async function killed(job: string, at: number, fault: Fault = 'lost before'): Promise<number> {
  const failing = killAt(at, fault);
  await run(job).finally(() => failing.stop());
  return failing.calls();
}

async function resultsOf(job: string) {
  const items: Readonly<Record<string, unknown>>[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Readonly<Record<string, string>> = cursor === '' ? {} : { cursor };
    const { body } = await desk.call('list-job-results', { job }, undefined, { query });
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

async function limits(): Promise<readonly unknown[]> {
  const own = await Promise.all(names.map(async (name) => (await desk.creditLimitOf(name))['creditLimit']));
  const { body } = await desk.harness.call('get-customer-credit-group', { as: 'mia', params: { group } });
  return [...own, body.creditLimit];
}

const all = (limit: string) => [...names, group].map(() => limit);

async function areChainsIntact(): Promise<boolean> {
  const own = names.map((name) => customerChain('ACME' as AuthorizedEntity, name as CustomerId));
  const chains = await Promise.all([...own, creditGroupChain(group as CreditGroupId)].map(auditChain));
  return chains.every(({ isIntact }) => isIntact);
}

const edit = (customer: string, changes: object) =>
  desk.call(
    'put-customer',
    { customer },
    { name: customer, currency: 'EUR', ...changes },
    { headers: { 'if-match': '*' } },
  );

describe('a journal of more than forty lines (§12.3)', () => {
  it('is posted by a job, with progress and what became of each line', async () => {
    const adjustment = await journalOf('9000');
    const job = await begun(adjustment);
    await desk.harness.background().settle();
    expect((await desk.call('get-job', { job })).body).toMatchObject({
      kind: 'post-adjustment',
      state: 'done',
      total: 82,
      done: 82,
      outcomes: { checked: 41, posted: 41 },
    });
    const { body } = await desk.read(adjustment);
    expect(body).toMatchObject({ state: 'posted', posted: { by: 'mia', at: '2026-06-15T10:00:00.000Z' }, job });
    expect(await limits()).toEqual(all('9000.00'));
    expect(await areChainsIntact()).toBe(true);
    const posted = (await resultsOf(job)).filter(({ outcome }) => outcome === 'posted');
    expect(posted).toContainEqual({
      outcome: 'posted',
      line: 'L00',
      customer: 'L00',
      currency: 'EUR',
      before: '8000.00',
      after: '9000.00',
    });
    expect((await desk.post(adjustment)).body).toMatchObject(problem('adjustment-not-open'));
  });

  it('is posted once where several workers are at it', async () => {
    const adjustment = await journalOf('9000.5');
    const job = await begun(adjustment);
    await Promise.all([run(job), run(job), run(job)]);
    await desk.harness.background().settle();
    const outcomes = { checked: 41, posted: 41 };
    expect((await desk.call('get-job', { job })).body).toMatchObject({ state: 'done', done: 82, outcomes });
    expect(await limits()).toEqual(all('9000.50'));
    expect(await areChainsIntact()).toBe(true);
  });

  it('answers the same request as it did', async () => {
    const adjustment = await journalOf('9001');
    const headers = { 'idempotency-key': 'same', 'if-match': '*' };
    const first = await desk.post(adjustment, { headers });
    await desk.harness.background().settle();
    const again = await desk.post(adjustment, { headers });
    expect([again.status, again.headers['idempotency-replayed'], again.body]).toEqual([200, 'true', first.body]);
    expect(await limits()).toEqual(all('9001.00'));
  });

  it('changes nothing where one line is refused: the line is named, and all claims are given back', async () => {
    const adjustment = await journalOf('9500');
    await edit('L39', { creditLimit: '1' });
    const job = await begun(adjustment);
    await desk.harness.background().settle();
    expect(await limits()).toEqual([...all('9001.00').slice(0, 39), '1.00', '9001.00']);
    const { body } = await desk.call('get-job', { job });
    expect(body.outcomes).toEqual({ checked: 40, refused: 1, 'not-posted': 41 });
    const refused = (await resultsOf(job)).filter(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject([{ line: 'L39', code: 'limit-changed', currentLimit: '1.00' }]);
    expect((await desk.read(adjustment)).body).toMatchObject({ state: 'open', posted: null, job });
    for (const name of names) expect((await edit(name, { creditLimit: '9001' })).status).toBe(200);
    // Written again, the lines take up what there is now.
    for (const customer of names) {
      const line = { customer, newLimit: '9500', ...expiry };
      await desk.line(adjustment, customer, line, { headers: { 'if-match': '*' } });
    }
    await begun(adjustment);
    await desk.harness.background().settle();
    expect(await limits()).toEqual(all('9500.00'));
  });

  it('gives all claims back where it is withdrawn before the first limit changes, wherever its job died', async () => {
    const adjustment = await journalOf('9600');
    let isOver = false;
    for (let at = 1; !isOver; at += 1) {
      const job = await begun(adjustment);
      await killed(job, at);
      const withdrawal = desk.call('cancel-job', { job }, {}, { headers: { 'idempotency-key': `withdraw-${at}` } });
      const { status, body } = await withdrawal;
      isOver = status !== 200;
      expect([at, status, body]).toMatchObject(
        isOver ? [at, 409, problem('job-not-cancellable')] : [at, 200, { state: 'queued' }],
      );
      if (isOver) expect(at).toBeGreaterThan(6);
      await run(job);
      await run(job);
      expect((await desk.read(adjustment)).body).toMatchObject({ state: isOver ? 'posted' : 'open', job });
      expect((await desk.call('get-job', { job })).body.state).toBe('done');
      expect(await limits()).toEqual(all(isOver ? '9600.00' : '9500.00'));
    }
    const before = { creditLimit: '9500', creditLimitExpiryDate: '2026-12-31' };
    for (const name of names) expect((await edit(name, before)).status).toBe(200);
    const params = { group };
    const limit = { creditLimit: '9500', currency: 'EUR', expiryDate: '2026-12-31' };
    const headers = { 'if-match': '*' };
    const put = await desk.harness.call('put-customer-credit-group', { as: 'mia', params, body: limit, headers });
    expect(put.status).toBe(200);
  });

  it('is withdrawn or posted where that is asked for just before any write of its worker', async () => {
    const adjustment = await journalOf('9500');
    const statuses: number[] = [];
    for (let at = 1; statuses.at(-1) !== 409; at += 1) {
      const job = await begun(adjustment);
      await killed(job, at);
      beforeWrite(async () => {
        const asked = await desk.call('cancel-job', { job }, {}, { headers: { 'idempotency-key': `beside-${at}` } });
        statuses.push(asked.status);
      });
      await run(job);
      await run(job);
      const isPosted = statuses.at(-1) === 409;
      expect((await desk.read(adjustment)).body.state).toBe(isPosted ? 'posted' : 'open');
      expect((await desk.call('get-job', { job })).body.state).toBe('done');
    }
    expect(statuses.length).toBeGreaterThan(6);
  });

  it('names temporary limits that overlap', async () => {
    await edit('L01', {
      creditLimit: '9500',
      creditLimitExpiryDate: '2026-12-31',
      temporaryLimits: [{ ...june, amount: '1' }],
    });
    const adjustment = await desk.journal('temporary-credit-limit');
    for (const customer of names) await desk.line(adjustment, customer, { customer, newLimit: '9600', ...june });
    await desk.line(adjustment, group, { creditGroup: group, newLimit: '9600', ...june });
    const job = await begun(adjustment);
    await desk.harness.background().settle();
    const refused = (await resultsOf(job)).filter(({ outcome }) => outcome === 'refused');
    expect(refused).toMatchObject([{ line: 'L01', code: 'temporary-limits-overlap', ...june }]);
    expect((await desk.creditLimitOf('L00'))['temporaryLimits']).toEqual([]);
  });
});

describe('more lines of one customer than it can have limits', () => {
  const count = mostTemporaryLimits + 1;
  const ids = Array.from({ length: count }, (_, index) => `M${String(index).padStart(2, '0')}`);

  async function outcomesOf(adjustment: string) {
    const { body: posted } = await desk.post(adjustment, { headers: { 'idempotency-key': `many-${(keys += 1)}` } });
    const job = posted.job ?? '';
    await desk.harness.background().settle();
    expect((await desk.read(adjustment)).body).toMatchObject({ state: 'open', job });
    expect((await desk.call('get-job', { job })).body).toMatchObject({ state: 'done', done: (posted.lines ?? 0) * 2 });
    const refused = (await resultsOf(job)).filter(({ outcome }) => outcome === 'refused');
    return refused.map(({ line, code, by, maximum }) => ({ line, code, by, maximum }));
  }

  it('are refused and named, and the limits of others stay as they are', async () => {
    await desk.customer('MANY');
    const adjustment = await desk.journal('temporary-credit-limit');
    for (const [index, id] of ids.entries()) {
      const date = new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10);
      await desk.line(adjustment, id, { customer: 'MANY', newLimit: '1', from: date, to: date });
    }
    await desk.line(adjustment, 'OTHER', { customer: 'L39', newLimit: '1', from: '2028-01-01', to: '2028-01-01' });
    const code = 'too-many-temporary-limits';
    expect(await outcomesOf(adjustment)).toEqual(ids.map((line) => ({ line, code, maximum: mostTemporaryLimits })));
    expect([await desk.creditLimitOf('MANY'), await desk.creditLimitOf('L39')]).toMatchObject([
      { temporaryLimits: [] },
      { temporaryLimits: [] },
    ]);
  });

  it('repeat the first one in a journal of credit limits', async () => {
    const adjustment = await desk.journal();
    await desk.customer('OFTEN');
    for (const id of ids) await desk.line(adjustment, id, { customer: 'OFTEN', newLimit: '1', ...expiry });
    const repeated = ids.slice(1).map((line) => ({ line, code: 'line-repeated', by: ids[0] }));
    expect(await outcomesOf(adjustment)).toEqual(repeated);
  });
});

describe('while its limits are claimed', () => {
  let adjustment: string;
  let job: string;
  beforeAll(async () => {
    adjustment = await journalOf('9700');
    job = await begun(adjustment);
    // Up to the first limit that changes.
    for (let at = 1; (await desk.creditLimitOf('L00'))['creditLimit'] !== '9700.00'; at += 1) await killed(job, at);
  });

  const claimed = { ...problem('limit-claimed'), adjustment: '' };

  it('a limit cannot be edited, nor its currency, its expiry date or a temporary limit', async () => {
    const now = { creditLimit: '9500', creditLimitExpiryDate: '2026-12-31' };
    for (const change of [
      { ...now, creditLimit: '1' },
      { ...now, unlimited: true },
      { ...now, creditLimitExpiryDate: '2027-01-01' },
      { ...now, temporaryLimits: [{ ...june, amount: '1' }] },
    ]) {
      const { status, body } = await edit('L20', change);
      expect([status, body]).toMatchObject([409, { ...claimed, adjustment }]);
    }
    expect((await edit('L20', { ...now, notes: 'kept' })).status).toBe(200);
    const limit = { creditLimit: '1', currency: 'EUR', expiryDate: '2026-12-31' };
    const headers = { 'if-match': '*' };
    const ofGroup = await desk.harness.call('put-customer-credit-group', {
      as: 'mia',
      params: { group },
      body: limit,
      headers,
    });
    expect([ofGroup.status, ofGroup.body]).toMatchObject([409, { ...claimed, adjustment }]);
  });

  it('another journal names it', async () => {
    const other = await desk.journal();
    await desk.line(other, '1', { customer: 'L20', newLimit: '1', ...expiry });
    const { status, body } = await desk.post(other);
    const lines = [{ line: '1', code: 'limit-claimed', by: adjustment }];
    expect([status, body]).toMatchObject([409, { ...problem('adjustment-not-postable'), lines }]);
  });

  it('nothing of the journal can be edited, and its job cannot be cancelled', async () => {
    const line = await desk.line(adjustment, 'new', { customer: 'L20', newLimit: '1', ...expiry });
    expect(line.body).toMatchObject({ ...problem('adjustment-not-open'), state: 'posting', by: null });
    const { status, body } = await desk.call('cancel-job', { job }, {});
    expect([status, body]).toMatchObject([409, { ...problem('job-not-cancellable'), kind: 'post-adjustment' }]);
  });

  it('goes on to its end, also where the last member left the group, and what was edited stays', async () => {
    for (const customer of names.slice(0, 2)) {
      await desk.done('delete-customer-credit-group-member', { group, customer });
    }
    await run(job);
    expect((await desk.read(adjustment)).body.state).toBe('posted');
    for (const customer of names.slice(0, 2)) {
      const seen = await desk.harness.call('get-customer-credit-group', { as: 'root', params: { group } });
      expect(seen.body.creditLimit).toBe('9700.00');
      await desk.done('put-customer-credit-group-member', { group, customer });
    }
    expect(await limits()).toEqual(all('9700.00'));
    expect((await desk.done('get-customer', { customer: 'L20' })).body.notes).toBe('kept');
    expect((await edit('L20', { creditLimit: '9700', creditLimitExpiryDate: '2026-12-31' })).status).toBe(200);
  });
});

/** Few holders with many temporary limits: a journal of more than forty lines that few calls post. */
describe.each(['lost before', 'lost after'] as const)('killed at any call (%s)', (fault) => {
  const few = ['S1', 'S2', 'S3'].map((name) => `${name} ${fault}`);
  const shared = `S ${fault}`;
  const periods = Array.from({ length: 11 }, (_, index) => `2027-01-${String(index + 10)}`);
  const temporaryLimits = periods.map((date) => ({ from: date, to: date, amount: '5000' }));

  beforeAll(async () => {
    for (const customer of few) await desk.customer(customer, { temporaryLimits });
    await desk.creditGroup(shared, few.slice(0, 1));
  });

  /** Puts everybody's limits back, and gives a journal that adds each of their temporary limits a year later. */
  async function prepared(): Promise<string> {
    for (const customer of few) await restored(customer);
    const aGroup = { creditLimit: '1', currency: 'EUR', expiryDate: '2026-12-31', temporaryLimits };
    const params = { group: shared };
    const headers = { 'if-match': '*' };
    const put = await desk.harness.call('put-customer-credit-group', { as: 'mia', params, body: aGroup, headers });
    expect(put.status).toBe(200);
    const adjustment = await desk.journal('temporary-credit-limit');
    const change = { operator: 'plus', valueType: 'percent', value: '10' };
    const how = { withTemporaryLimits: true, change, dates: { shiftDays: 365 } };
    for (const which of [
      { from: 'customers', customers: few },
      { from: 'credit-groups', creditGroups: [shared] },
    ]) {
      const { body } = await desk.done('generate-adjustment-lines', { adjustment }, { ...which, ...how });
      await run(body.job);
    }
    return adjustment;
  }

  async function restored(customer: string, more: object = {}): Promise<void> {
    const { status } = await edit(customer, { creditLimit: '8000', temporaryLimits, ...more });
    expect(status).toBe(200);
  }

  async function numbers(): Promise<readonly number[]> {
    const own = await Promise.all(few.map(async (name) => (await desk.done('get-customer', { customer: name })).body));
    const group = await desk.harness.call('get-customer-credit-group', { as: 'root', params: { group: shared } });
    return [...own, group.body].map((one) => one.temporaryLimits.length);
  }

  async function posting(adjustment: string): Promise<string> {
    keys += 1;
    const { body } = await desk.post(adjustment, { headers: { 'idempotency-key': `sweep-${keys}` } });
    expect(body).toMatchObject({ state: 'posting', lines: 44 });
    return body.job ?? '';
  }

  it('is posted once and whole', { timeout: 300_000 }, async () => {
    let call = 1;
    for (let isOver = false; !isOver; call += 1) {
      const adjustment = await prepared();
      const job = await posting(adjustment);
      isOver = (await killed(job, call, fault)) < call;
      await run(job);
      const outcomes = { checked: 44, posted: 44 };
      expect({ call, job: (await desk.call('get-job', { job })).body }).toMatchObject({
        call,
        job: { state: 'done', done: 88, outcomes },
      });
      expect(await numbers()).toEqual([22, 22, 22, 22]);
      expect((await desk.read(adjustment)).body.state).toBe('posted');
    }
    expect(call).toBeGreaterThan(20);
    for (const name of few) {
      const chain = await auditChain(customerChain('ACME' as AuthorizedEntity, name as CustomerId));
      expect(chain.isIntact).toBe(true);
    }
  });

  it('is not posted at all where one line is refused', { timeout: 300_000 }, async () => {
    let call = 1;
    for (let isOver = false; !isOver; call += 1) {
      const adjustment = await prepared();
      await restored(few[2] ?? '', { creditLimit: '8001' });
      const job = await posting(adjustment);
      isOver = (await killed(job, call, fault)) < call;
      await run(job);
      const outcomes = { checked: 33, refused: 11, 'not-posted': 44 };
      expect({ call, job: (await desk.call('get-job', { job })).body }).toMatchObject({
        call,
        job: { state: 'done', done: 88, outcomes },
      });
      expect(await numbers()).toEqual([11, 11, 11, 11]);
      expect((await desk.read(adjustment)).body.state).toBe('open');
    }
    expect(call).toBeGreaterThan(15);
  });
});
