import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { rulebookPointerKey } from '../../../functions/store/keys.ts';
import { watchRequests } from '../../store/watched-requests.ts';
import type { Fault } from '../documents/faults.ts';
import { startRiskDesk, type RiskDesk } from './risk-desk.ts';

type Fields = Readonly<Record<string, unknown>>;
type Event = { readonly id: string; readonly source: string; readonly data: Fields };

let desk: RiskDesk;
beforeAll(async () => {
  desk = await startRiskDesk();
  for (const group of ['KEY', 'SMALL']) await desk.setUp('put-credit-management-group', { group }, { description: '' });
});
afterAll(() => desk.harness.background().stop());

const list = async (kind: string, query: Readonly<Record<string, string>> = {}, as = 'root') =>
  desk.call('list-review-work', {}, undefined, { query: { kind, ...query }, as });
const idsOf = async (kind: string, query: Readonly<Record<string, string>> = {}) =>
  (await list(kind, query)).body.items.map(({ subject }) => subject.id);
const search = (customers?: readonly string[]) =>
  desk.done('start-review-work-search', customers === undefined ? {} : { customers });
const put = (customer: string, body: Fields = {}) =>
  desk.call(
    'put-customer',
    { customer },
    { name: customer, currency: 'EUR', ...body },
    { headers: { 'if-match': '*' } },
  );
const owe = (customer: string, amount: string) => desk.invoice(`I-${customer}`, customer, '2026-06-01', amount);

async function eventsOf(customer: string): Promise<readonly Event[]> {
  await desk.harness.background().settle();
  return desk.harness
    .background()
    .publishedEvents()
    .map(({ message }) => JSON.parse(message) as Event & { readonly type: string })
    .filter(({ type }) => type === 'holdfast.review-work-found.v1')
    .filter(({ data }) => (data['subject'] as Fields)['id'] === customer);
}

describe('review work (§14)', () => {
  it('is what is due on the business date of the legal entity', async () => {
    await desk.customer('YESTERDAY', { nextReviewDate: '2026-06-14' });
    await desk.customer('TODAY', { nextReviewDate: '2026-06-15', creditManagementGroup: 'KEY' });
    await desk.customer('TOMORROW', { nextReviewDate: '2026-06-16' });
    const results = await search(['TODAY', 'TOMORROW', 'NOBODY']);
    expect(results).toEqual([
      { outcome: 'to-review', customer: 'TODAY', found: [{ kind: 'review-due', date: '2026-06-15' }] },
      { outcome: 'nothing-to-review', customer: 'TOMORROW', found: [] },
      { outcome: 'not-found', customer: 'NOBODY' },
    ]);
    await search();
    expect(await idsOf('review-due')).toEqual(['YESTERDAY', 'TODAY']);
    // 22:00 in UTC is tomorrow in Berlin.
    desk.harness.setClock('2026-06-15T21:59:59Z');
    await search();
    expect(await idsOf('review-due')).toEqual(['YESTERDAY', 'TODAY']);
    desk.harness.setClock('2026-06-15T22:00:00Z');
    await search();
    expect(await idsOf('review-due')).toEqual(['YESTERDAY', 'TODAY', 'TOMORROW']);
    desk.harness.setClock('2026-06-15T10:00:00Z');
    expect(await idsOf('review-due')).toEqual(['YESTERDAY', 'TODAY']);
  });

  it('can be filtered by days and by credit management group', async () => {
    expect(await idsOf('review-due', { from: '2026-06-15' })).toEqual(['TODAY']);
    expect(await idsOf('review-due', { to: '2026-06-14' })).toEqual(['YESTERDAY']);
    expect(await idsOf('review-due', { from: '2026-06-14', to: '2026-06-15' })).toEqual(['YESTERDAY', 'TODAY']);
    expect(await idsOf('review-due', { creditManagementGroup: 'KEY' })).toEqual(['TODAY']);
    expect(await idsOf('review-due', { creditManagementGroup: 'SMALL' })).toEqual([]);
    expect((await list('credit-watch', { from: '2026-06-15' })).status).toBe(422);
    expect((await list('nothing')).status).toBe(422);
  });

  it('reads as many subjects as a page has, and the rulebook once for all of them', async () => {
    const { pk, sk } = rulebookPointerKey('ACME' as AuthorizedEntity);
    const read = async (limit: string) => {
      const requests = await watchRequests(() => list('review-due', { limit }));
      const keys = requests.map(({ input }) => (input['Key'] ?? {}) as Fields);
      const partitions = new Set(requests.map(({ input }) => JSON.stringify(input['ExpressionAttributeValues'] ?? {})));
      const customers = ['YESTERDAY', 'TODAY'].filter((id) => [...partitions].some((values) => values.includes(id)));
      return { customers, pointers: keys.filter((key) => key['pk'] === pk && key['sk'] === sk).length };
    };
    const one = await read('1');
    expect(one.customers).toEqual(['YESTERDAY']);
    expect(await read('50')).toEqual({ ...one, customers: ['YESTERDAY', 'TODAY'] });
  });

  it('is told once for each occurrence, also where the search runs again', async () => {
    await search(['TODAY']);
    await search(['TODAY']);
    const [first, ...more] = await eventsOf('TODAY');
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      source: '/legal-entities/ACME',
      data: {
        legalEntity: 'ACME',
        kind: 'review-due',
        subject: { kind: 'customer', id: 'TODAY' },
        name: 'TODAY',
        creditManagementGroup: 'KEY',
        date: '2026-06-15',
        since: '2026-06-15',
      },
    });
    const [listed] = (await list('review-due', { from: '2026-06-15' })).body.items;
    expect(listed).toEqual(first?.data);
  });

  it('is not listed where it is no longer so, and is another occurrence where it comes back', async () => {
    await desk.customer('EDITED', { nextReviewDate: '2026-06-01' });
    await search(['EDITED']);
    expect(await idsOf('review-due', { to: '2026-06-01' })).toEqual(['EDITED']);
    await put('EDITED', { nextReviewDate: '2027-06-01' });
    expect(await idsOf('review-due', { to: '2026-06-01' })).toEqual([]);
    await search(['EDITED']);
    await put('EDITED', { nextReviewDate: '2026-06-01' });
    expect(await idsOf('review-due', { to: '2026-06-01' })).toEqual([]);
    await search(['EDITED']);
    expect(await idsOf('review-due', { to: '2026-06-01' })).toEqual(['EDITED']);
    expect(new Set((await eventsOf('EDITED')).map(({ id }) => id)).size).toBe(2);
  });

  it('is also what expires within so many days, each limit and each policy in its currency', async () => {
    await desk.setUp(
      'put-customer',
      { customer: 'ENDS' },
      {
        name: 'Ends',
        currency: 'USD',
        creditLimit: '5000',
        creditLimitCurrency: 'USD',
        creditLimitExpiryDate: '2026-07-15',
        temporaryLimits: [
          { from: '2026-06-01', to: '2026-06-20', amount: '7000' },
          { from: '2026-07-01', to: '2026-07-16', amount: '7000' },
        ],
        policies: ['2026-06-15', '2026-07-16'].map((expirationDate) => ({
          id: `P#${expirationDate}`,
          kind: 'guarantee',
          provider: 'Bank',
          effectiveDate: '2026-01-01',
          expirationDate,
          value: '1000',
          currency: 'JPY',
          updateLimitPercent: '50',
        })),
      },
    );
    await search(['ENDS']);
    const shown = async (kind: string) =>
      (await list(kind)).body.items.map(({ date, limit, policy, amount, currency }) => {
        return [date, limit ?? policy, amount, currency];
      });
    expect(await shown('limit-expires')).toEqual([
      ['2026-06-20', 'temporary-limit', '7000.00', 'USD'],
      ['2026-07-15', 'credit-limit', '5000.00', 'USD'],
    ]);
    expect(await shown('policy-expires')).toEqual([['2026-06-15', 'P#2026-06-15', '1000', 'JPY']]);
    await desk.parameters({ expiresSoonDays: 5 });
    // At once: what is listed is looked at again.
    expect((await shown('limit-expires')).map(([date]) => date)).toEqual(['2026-06-20']);
    await desk.parameters({ expiresSoonDays: 31 });
    await search(['ENDS']);
    expect((await shown('limit-expires')).map(([date]) => date)).toEqual(['2026-06-20', '2026-07-15', '2026-07-16']);
  });
});

describe('the credit watch', () => {
  it('has who uses more than so many percent, the most first, but nobody with a hold', async () => {
    await desk.parameters({ creditLimitCheck: 'hold', creditWatchPercent: '90' });
    for (const [customer, owed, limit] of [
      ['AT', '900', '1000'],
      ['ABOVE', '900.01', '1000'],
      ['FAR', '1500', '1000'],
      ['NO-CREDIT', '1', '0'],
      ['UNLIMITED', '9999', '1'],
      ['HELD', '990', '1000'],
    ] as const) {
      const more = customer === 'UNLIMITED' ? { unlimited: true } : {};
      await desk.customer(customer, { creditLimit: limit, ...more });
      await owe(customer, owed);
    }
    await desk.order('O-HELD', { customer: 'HELD', amount: '100' });
    expect((await desk.ask('O-HELD', { customer: 'HELD' })).body.answer).toBe('held');
    await search();
    const { items } = (await list('credit-watch')).body;
    expect(items.map(({ subject, usedPercent, date }) => [subject.id, usedPercent, date])).toEqual([
      ['NO-CREDIT', null, null],
      ['FAR', '150.00', null],
      ['ABOVE', '90.00', null],
    ]);
    expect(items[1]).toMatchObject({ amount: '1000.00', exposure: '1500.00', currency: 'EUR', since: '2026-06-15' });
    expect(await eventsOf('AT')).toEqual([]);
  });

  it('shows what is used now, and leaves out who uses less or is held', async () => {
    await desk.invoice('MORE', 'FAR', '2026-06-02', '100');
    await desk.pay('P-ABOVE', 'ABOVE', '2026-06-03', '0.01', 'I-ABOVE');
    const { items } = (await list('credit-watch')).body;
    expect(items.map(({ subject, usedPercent }) => [subject.id, usedPercent])).toEqual([
      ['NO-CREDIT', null],
      ['FAR', '160.00'],
    ]);
    await desk.order('O-FAR', { customer: 'FAR', amount: '1' });
    await desk.ask('O-FAR', { customer: 'FAR' });
    expect(await idsOf('credit-watch')).toEqual(['NO-CREDIT']);
    // What is used moves, and is no other occurrence.
    await search();
    expect(await eventsOf('NO-CREDIT')).toHaveLength(1);
    expect(await eventsOf('ABOVE')).toHaveLength(1);
    await desk.invoice('ABOVE-2', 'ABOVE', '2026-06-03', '1');
    await search(['ABOVE']);
    expect(await eventsOf('ABOVE')).toHaveLength(2);
  });
});

test('pages show each once, whatever comes and goes between them', async () => {
  const ids = Array.from({ length: 7 }, (_, index) => `PAGE%#客${index}`);
  for (const [index, id] of ids.entries()) await desk.customer(id, { nextReviewDate: `2026-05-0${index + 1}` });
  await search(ids);
  const found: string[] = [];
  const query = { limit: '2', to: '2026-05-31' };
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: Awaited<ReturnType<typeof list>> = await list('review-due', {
      ...query,
      ...(cursor === '' ? {} : { cursor }),
    });
    found.push(...body.items.map(({ subject }) => subject.id));
    cursor = body.nextCursor;
    if (found.length === 2) {
      await put(ids[0] as string);
      await put(ids[3] as string);
      await search(ids);
    }
  }
  expect(found).toEqual(ids.filter((_, index) => index !== 3));
  const other = (await list('review-due', { limit: '2' })).body.nextCursor ?? '';
  expect((await list('limit-expires', { limit: '2', cursor: other })).status).toBe(422);
});

test.each(['lost before', 'lost after'] as const)(
  'a worker that is killed at any call of the table (%s) leaves one event for each',
  async (fault) => {
    const { calls } = await sweep(fault, Number.MAX_SAFE_INTEGER);
    expect(calls).toBeGreaterThan(8);
    for (let call = 1; call <= calls; call += 1) {
      const { job, told } = await sweep(fault, call);
      expect({ call, state: job['state'], outcomes: job['outcomes'], told }).toEqual({
        call,
        state: 'done',
        outcomes: { 'to-review': 1 },
        told: ['limit-expires', 'review-due'],
      });
    }
  },
  120_000,
);

let sweeps = 0;

async function sweep(fault: Fault, at: number) {
  sweeps += 1;
  const id = `SWEPT-${sweeps}`;
  await desk.customer(id, { nextReviewDate: '2026-06-10', creditLimitExpiryDate: '2026-06-16' });
  const killed = await desk.killed('start-review-work-search', { customers: [id] }, fault, at);
  const told = (await eventsOf(id)).map(({ data }) => data['kind']).toSorted();
  return { ...killed, told };
}

test('it runs by itself once a business day, after 04:00 local time', async () => {
  const started = async () =>
    (await desk.call('list-jobs')).body.items.filter(
      ({ kind, requestedBy }) => kind === 'find-review-work' && requestedBy === 'automatic',
    ).length;
  await desk.customer('NEXT', { nextReviewDate: '2026-06-17' });
  for (const [instant, count] of [
    ['2026-06-17T01:59:59Z', 0],
    ['2026-06-17T02:00:00Z', 1],
    ['2026-06-17T12:00:00Z', 1],
    ['2026-06-18T02:00:00Z', 2],
  ] as const) {
    desk.harness.setClock(instant);
    await desk.harness.work('tick');
    await desk.harness.background().settle();
    expect(await started()).toBe(count);
  }
  expect(await idsOf('review-due', { from: '2026-06-17' })).toEqual(['NEXT']);
  expect(await eventsOf('NEXT')).toHaveLength(1);
});

test('who may see nothing of the legal entity is answered as of an unknown one', async () => {
  await desk.harness.grant('ida', 'ACME', ['order-intake']);
  const refused = await list('review-due', {}, 'ida');
  expect([refused.status, (await list('review-due', {}, 'stranger')).status]).toEqual([403, 404]);
  expect((await desk.start('start-review-work-search', {}, undefined, 'ida')).status).toBe(403);
});
