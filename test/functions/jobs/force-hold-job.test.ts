import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';
import { killAt, type Fault } from '../documents/faults.ts';

type Fields = Readonly<Record<string, unknown>>;

let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk({ background: true });
  for (const group of ['RETAIL', 'WHOLESALE']) {
    await desk.setUp('put-credit-management-group', { group }, { description: group });
  }
  await desk.parameters({ autoEvaluate: false });
});
afterAll(() => desk.harness.background().stop());

let keys = 0;
/** As mia, who is a manager and nothing else. */
function start(filter: Fields, changes: Fields = {}, key = `key-${(keys += 1)}`, as = 'mia') {
  const body = { reason: 'WHY', filter, ...changes };
  const headers = { 'idempotency-key': key };
  return desk.harness.call('start-hold-forcing', { as, params: { legalEntity: 'ACME' }, body, headers });
}

async function jobOf(job: string) {
  return (await desk.call('get-job', { job })).body;
}

async function resultsOf(job: string) {
  const items: Fields[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: Readonly<Record<string, string>> = { limit: '100', ...(cursor === '' ? {} : { cursor }) };
    const { body } = await desk.call('list-job-results', { job }, undefined, { query });
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

async function run(job: string): Promise<void> {
  await desk.harness.work('run-jobs', { messages: [{ body: { legalEntity: 'ACME', job } }] });
}

/** The results of a job that is started and worked through. */
async function forced(filter: Fields, changes: Fields = {}): Promise<readonly Fields[]> {
  const { status, body } = await start(filter, changes);
  expect({ status, body }).toMatchObject({ status: 201, body: { kind: 'force-hold', state: 'queued', total: null } });
  await desk.harness.background().settle();
  const job = await jobOf(body.job);
  const results = await resultsOf(body.job);
  expect([job.state, job.total, job.done]).toEqual(['done', results.length, results.length]);
  return results;
}

const ordersOf = (results: readonly Fields[]) =>
  results.filter(({ outcome }) => outcome === 'forced').map(({ order }) => order);

async function open(order: string, customer: string, changes: Fields = {}): Promise<void> {
  const { status, body } = await desk.order(order, { customer, state: 'open', amount: '100.00', ...changes });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

const holdOf = async (order: string) => (await desk.call('get-order', { order })).body.hold;

const orderNotOpen = { type: 'urn:holdfast:problem:order-not-open', status: 409, state: 'cancelled' };

describe('forcing named orders', () => {
  beforeAll(async () => {
    await desk.customer('N');
    for (const order of ['N1', 'N2', 'N3', 'N4']) await open(order, 'N');
    await desk.hold('N5', { customer: 'N' });
    await desk.call('force-hold', { order: 'N2' }, { reason: 'WHY' }, { as: 'max' });
    await desk.call('cancel-order', { order: 'N3' }, { customer: 'N' });
  });

  it('says of each how it came out, in the order that was given', async () => {
    const orders = ['N5', 'N1', 'N2', 'N3', 'NONE', 'N1'];
    const noted = { note: 'Stock is recalled', reviewDate: '2026-07-01' };
    const at = '2026-06-15T10:00:00.000Z';
    expect(await forced({ orders }, noted)).toEqual([
      {
        outcome: 'forced',
        order: 'N5',
        customer: 'N',
        hold: 'N5.1',
        wasHeld: true,
        state: 'open',
        reasons: ['credit-limit-used', 'forced'],
      },
      {
        outcome: 'forced',
        order: 'N1',
        customer: 'N',
        hold: 'N1.1',
        wasHeld: false,
        state: 'open',
        reasons: ['forced'],
      },
      { outcome: 'already-forced', order: 'N2', hold: 'N2.1', reason: 'WHY', by: 'max', at },
      {
        outcome: 'not-forced',
        order: 'N3',
        problem: { ...orderNotOpen, title: expect.any(String) as string },
      },
      { outcome: 'not-found', order: 'NONE' },
    ]);
    const { body } = await desk.call('get-hold', { hold: 'N1.1' });
    expect(body).toMatchObject({ isForced: true, ...noted });
    expect(body.reasons[0]?.atHold.operands).toEqual({ reason: 'WHY', by: 'mia', at });
  });

  it('leaves one that does not fit another filter, and says so', async () => {
    await desk.customer('M');
    await open('M1', 'M');
    const results = await forced({ orders: ['N4', 'M1'], customers: ['M'] });
    expect(results).toMatchObject([
      { outcome: 'does-not-fit', order: 'N4' },
      { outcome: 'forced', order: 'M1' },
    ]);
    expect(await holdOf('N4')).toBeNull();
  });
});

describe('forcing what fits a filter', () => {
  /** Of two customers of each group. */
  beforeAll(async () => {
    for (const [customer, creditManagementGroup] of [
      ['F1', 'RETAIL'],
      ['F2', 'RETAIL'],
      ['F3', 'WHOLESALE'],
      ['F4', undefined],
    ]) {
      await desk.customer(String(customer), { creditManagementGroup });
    }
    const body = { creditLimit: '100000', currency: 'EUR', expiryDate: '2099-12-31' };
    await desk.harness.call('put-customer-credit-group', { as: 'root', params: { group: 'CG' }, body });
    for (const customer of ['F2', 'F4'])
      await desk.call('put-customer-credit-group-member', { group: 'CG', customer }, undefined);
    const dated = { orderDate: '2026-06-10', requestedDate: '2026-07-10' };
    await open('F1-a', 'F1', { amount: '100.00', paymentTerms: 'N30', ...dated });
    await open('F1-b', 'F1', { amount: '200.00', paymentTerms: 'N60' });
    await open('F2-a', 'F2', { amount: '200.01', paymentTerms: 'N60', orderDate: '2026-06-12' });
    await open('F3-a', 'F3', { state: 'draft', amount: '300.00', requestedDate: '2026-07-12' });
    await open('F4-a', 'F4', { amount: '400.00', paymentTerms: 'N90' });
    await open('F4-b', 'F4', { amount: '200.00', currency: 'USD', orderDate: '2026-06-14' });
    // None of these can be forced: they are no one's to list.
    await open('F1-done', 'F1', { amount: '100.00' });
    const invoice = { customer: 'F1', order: 'F1-done', date: '2026-06-01', dueDate: '2026-07-01', currency: 'EUR' };
    await desk.call('put-invoice', { invoice: 'I-F1' }, { ...invoice, amount: '100.00' });
    await open('F1-over', 'F1');
    await desk.call('cancel-order', { order: 'F1-over' }, { customer: 'F1' });
    const slip = { customer: 'F1', date: '2026-06-01', amount: '10.00', currency: 'EUR' };
    await desk.call('put-packing-slip', { order: 'F1-early', packingSlip: 'S' }, slip);
  });
  const ours = { customers: ['F1', 'F2', 'F3', 'F4'] };

  it.each<[string, Fields, readonly string[]]>([
    ['customers', { customers: ['F3', 'F1'] }, ['F1-a', 'F1-b', 'F3-a']],
    ['credit management groups', { creditManagementGroups: ['RETAIL'] }, ['F1-a', 'F1-b', 'F2-a']],
    ['several of them', { creditManagementGroups: ['WHOLESALE', 'RETAIL'] }, ['F1-a', 'F1-b', 'F2-a', 'F3-a']],
    ['a customer credit group', { creditGroups: ['CG'] }, ['F2-a', 'F4-a', 'F4-b']],
    ['both kinds of groups', { creditGroups: ['CG'], creditManagementGroups: ['RETAIL'] }, ['F2-a']],
    ['a group and a customer', { creditGroups: ['CG'], customers: ['F4', 'F1'] }, ['F4-a', 'F4-b']],
    ['terms', { paymentTerms: ['N60', 'N90'] }, ['F1-b', 'F2-a', 'F4-a']],
    ['an amount from', { ...ours, currency: 'EUR', amountFrom: '200.01' }, ['F2-a', 'F3-a', 'F4-a']],
    ['an amount to', { ...ours, currency: 'EUR', amountTo: '200.00' }, ['F1-a', 'F1-b']],
    ['a currency', { currency: 'USD' }, ['F4-b']],
    ['order dates', { orderDateFrom: '2026-06-11', orderDateTo: '2026-06-14' }, ['F2-a', 'F4-b']],
    ['requested dates', { requestedDateFrom: '2026-07-10', requestedDateTo: '2026-07-11' }, ['F1-a']],
    ['all of them at once', { ...ours, paymentTerms: ['N60'], currency: 'EUR', amountTo: '200.00' }, ['F1-b']],
  ])('by %s', async (_, filter, expected) => {
    const tried = await forced(filter, { dryRun: true });
    expect(ordersOf(tried)).toEqual(expected);
    expect(tried).toHaveLength(expected.length);
  });

  it('says which customers and credit groups are not there, an unknown group as one without members here', async () => {
    const filter = { customers: ['F1', 'NOBODY', 'F3'] };
    const results = await forced(filter, { dryRun: true });
    expect(results).toMatchObject([{ outcome: 'not-found', customer: 'NOBODY' }, {}, {}, {}]);
    expect(await forced({ creditGroups: ['NO-GROUP'] }, { dryRun: true })).toEqual([
      { outcome: 'not-found', creditGroup: 'NO-GROUP' },
    ]);
  });

  it('has no effect where it is only tried, and then the one that it said', async () => {
    const tried = await forced({ customers: ['F3'] }, { dryRun: true });
    expect(await holdOf('F3-a')).toBeNull();
    expect(await forced({ customers: ['F3'] })).toEqual(tried);
    expect(await holdOf('F3-a')).toBe('F3-a.1');
    const again = await forced({ customers: ['F3'] });
    expect(again).toMatchObject([{ outcome: 'already-forced', order: 'F3-a', hold: 'F3-a.1' }]);
  });

  it('looks again when it forces: what no longer fits is left, and said', async () => {
    await desk.customer('L');
    await open('L1', 'L', { paymentTerms: 'N14' });
    await open('L2', 'L', { paymentTerms: 'N14' });
    const { body } = await start({ paymentTerms: ['N14'] });
    // Killed at one call later each time, a worker is gone at last when its plan is stored and nothing is forced.
    for (let call = 1; (await jobOf(body.job)).total === null; call += 1) {
      const failing = killAt(call, 'lost before');
      await run(body.job);
      failing.stop();
    }
    expect(await jobOf(body.job)).toMatchObject({ total: 2, done: 0 });
    await desk.order('L1', { customer: 'L', state: 'open', version: 2, paymentTerms: 'N30' });
    await run(body.job);
    expect(await resultsOf(body.job)).toMatchObject([
      { outcome: 'does-not-fit', order: 'L1' },
      { outcome: 'forced', order: 'L2' },
    ]);
  });
});

describe('more than one look takes in', () => {
  it('is planned in stretches and forced to the last order', async () => {
    await desk.customer('BIG');
    const orders = Array.from({ length: 120 }, (_, index) => `BIG-${String(index).padStart(4, '0')}`);
    for (const order of orders) await open(order, 'BIG', { paymentTerms: 'BULK' });
    const small = Array.from({ length: 25 }, (_, index) => `SMALL-${String(index).padStart(2, '0')}`);
    for (const customer of small) {
      await desk.customer(customer);
      await open(`${customer}-O`, customer, { paymentTerms: 'BULK' });
    }
    const all = [...orders, ...small.map((customer) => `${customer}-O`)];
    expect(ordersOf(await forced({ paymentTerms: ['BULK'] }))).toEqual(all);
    expect(await holdOf('BIG-0119')).toBe('BIG-0119.1');
  }, 60_000);
});

describe('a customer with more orders than one look takes in', () => {
  it('is gone through before those after it, each of which is looked at once', async () => {
    await desk.customer('HUGE');
    const orders = Array.from({ length: 51 }, (_, index) => `HUGE-${String(index).padStart(2, '0')}`);
    for (const order of orders) await open(order, 'HUGE');
    const customers = ['ABSENT', 'HUGE', 'ZERO'];
    const results = await forced({ customers }, { dryRun: true });
    expect(results.filter(({ outcome }) => outcome === 'not-found')).toEqual([
      { outcome: 'not-found', customer: 'ABSENT' },
      { outcome: 'not-found', customer: 'ZERO' },
    ]);
    expect(ordersOf(results)).toEqual(orders);
  });
});

describe('a request', () => {
  it.each<[Fields, string]>([
    [{}, '/filter'],
    [{ orders: [] }, '/filter/orders'],
    [{ amountFrom: '1.00' }, '/filter/currency'],
    [{ amountTo: '1.001', currency: 'EUR' }, '/filter/amountTo'],
    [{ customers: ['F1'], unknown: ['x'] }, '/filter/unknown'],
    [{ orderDateFrom: '2026-02-30' }, '/filter/orderDateFrom'],
  ])('with the filter %j is refused: %s', async (filter, pointer) => {
    const { status, body } = await start(filter);
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  });

  it.each<[Fields, Fields]>([
    [{ reason: 'OK' }, { type: 'urn:holdfast:problem:wrong-reason-type', expected: 'hold' }],
    [{ reason: 'NONE' }, { type: 'urn:holdfast:problem:unknown-reference', pointer: '/reason' }],
    [
      { filter: { creditManagementGroups: ['RETAIL', 'NONE'] } },
      { type: 'urn:holdfast:problem:unknown-reference', pointer: '/filter/creditManagementGroups/1' },
    ],
  ])('with %j is refused', async (changes, problem) => {
    const { status, body } = await start({ orders: ['N1'] }, changes);
    expect(status).toBe(422);
    expect(body).toMatchObject(problem);
  });

  it('is one job under one key, also once its reason is gone', async () => {
    await desk.setUp('put-reason', { reason: 'GONE' }, { type: 'hold', description: '' });
    const first = await start({ orders: ['N1'] }, { reason: 'GONE' }, 'one');
    await desk.call('delete-reason', { reason: 'GONE' }, undefined, { headers: { 'if-match': '*' } });
    const again = await start({ orders: ['N1'] }, { reason: 'GONE' }, 'one');
    expect([again.status, again.body.job, again.headers['idempotency-replayed']]).toEqual([
      200,
      first.body.job,
      'true',
    ]);
    expect((await start({ orders: ['N2'] }, { reason: 'GONE' }, 'one')).body.type).toBe(
      'urn:holdfast:problem:idempotency-key-reused',
    );
  });

  it('is for managers, and so is having one go on', async () => {
    expect((await start({ orders: ['N1'] }, {}, 'no', 'cleo')).status).toBe(403);
    const { body } = await start({ orders: ['N1'] }, { dryRun: true });
    const stop = (as: string) => desk.call('cancel-job', { job: body.job }, {}, { as });
    const goOn = (as: string) => desk.call('retry-job', { job: body.job }, {}, { as });
    expect((await stop('cleo')).status).toBe(200);
    expect(await goOn('cleo')).toMatchObject({ status: 403, body: { needs: ['credit-manager'] } });
    expect((await goOn('mia')).body.state).toBe('queued');
    await desk.harness.background().settle();
    expect((await jobOf(body.job)).state).toBe('done');
  });
});

describe('a worker', () => {
  /** So many that they are planned in several stretches. */
  const nobodies = Array.from({ length: 65 }, (_, index) => `NOBODY-${String(index).padStart(2, '0')}`);

  it.each([
    ['lost before', 'one stretch', Infinity, []],
    ['lost after', 'one stretch', Infinity, []],
    // By then the plan is made.
    ['lost before', 'several', 25, nobodies],
    ['lost after', 'several', 25, nobodies],
  ] as const)(
    'killed at any call of the table (%s), planned in %s, leaves nothing undone and forces nothing twice',
    async (fault, _, most, others) => {
      const { calls, seen: expected } = await sweep(fault, Number.MAX_SAFE_INTEGER, others);
      expect(calls).toBeGreaterThan(10);
      expect(expected['total']).toBe(2 + others.length);
      for (let call = 1; call <= Math.min(calls, most); call += 1) {
        expect({ call, ...(await sweep(fault, call, others)).seen }).toEqual({ call, ...expected });
      }
    },
    60_000,
  );

  let sweeps = 0;
  /** Runs a job in a worker that is killed at a call, and then in another one. */
  async function sweep(fault: Fault, at: number, others: readonly string[]) {
    sweeps += 1;
    const customer = `${fault === 'lost before' ? 'SB' : 'SA'}-${sweeps}`;
    await desk.customer(customer);
    await open(`${customer}-1`, customer);
    await desk.hold(`${customer}-2`, { customer });
    const { body } = await start({ customers: [customer, ...others] });
    const failing = killAt(at, fault);
    try {
      await run(body.job);
    } finally {
      failing.stop();
    }
    await run(body.job);
    const [job, results] = [await jobOf(body.job), await resultsOf(body.job)];
    const links = await desk.call('reconcile-customer', { customer }, {});
    const seen = JSON.parse(
      JSON.stringify({ ...job, job: '', results, differences: links.body.differences }).replaceAll(
        customer,
        'CUSTOMER',
      ),
    ) as Fields;
    return { calls: failing.calls(), seen };
  }
});
