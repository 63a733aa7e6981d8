import { beforeAll, describe, expect, test } from 'vitest';
import type { Hold } from '../../../domain/hold.ts';
import type { LegalEntityId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';
import { seeded } from '../../simulation/random.ts';
import { storeHolds } from '../../store/store-holds.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import * as some from './random-holds.ts';

type Query = Readonly<Record<string, string | readonly string[]>>;
type Kept = { readonly entity: string; readonly hold: Hold };

const seed = 20_260_615;
const today = '2026-06-15';
const zones: Readonly<Record<string, { readonly zone: string; readonly currency: string }>> = {
  ACME: { zone: 'Europe/Berlin', currency: 'EUR' },
  BETA: { zone: 'America/New_York', currency: 'USD' },
};

let desk: OrderDesk;
let open: readonly Kept[];
let ended: readonly Kept[];

beforeAll(async () => {
  desk = await startOrderDesk('ACME');
  const { harness } = desk;
  const beta = { name: 'Beta', baseCurrency: 'USD', timeZone: 'America/New_York' };
  await harness.call('put-legal-entity', { as: 'root', params: { legalEntity: 'BETA' }, body: beta });
  await harness.grant('root', 'BETA', ['credit-manager']);
  await harness.grant('cleo', 'BETA', ['credit-clerk']);
  await desk.customer('C1');
  await desk.customer('C,3');
  const group = { description: 'G', creditLimit: '20000', currency: 'EUR', expiryDate: '2099-12-31' };
  await harness.call('put-customer-credit-group', { as: 'root', params: { group: 'G' }, body: group });
  for (const customer of ['C1', 'C,3']) {
    const params = { legalEntity: 'ACME', group: 'G', customer };
    await harness.call('put-customer-credit-group-member', { as: 'root', params });
  }
  const kept = async (entity: string, holds: readonly Hold[]): Promise<readonly Kept[]> => {
    await storeHolds(entityOfRecord(entity as LegalEntityId), holds);
    return holds.map((hold) => ({ entity, hold }));
  };
  open = [
    ...(await kept('ACME', some.randomHolds(seed, 150, 'A', some.openStates))),
    ...(await kept('BETA', some.randomHolds(seed + 1, 70, 'B', some.openStates))),
  ];
  ended = [
    ...(await kept('ACME', some.randomHolds(seed + 2, 80, 'E', some.endedStates))),
    ...(await kept('BETA', some.randomHolds(seed + 3, 40, 'F', some.endedStates))),
  ];
}, 120_000);

type ListAnswer = CallAnswer<'list-holds'>['body'];

async function pages(query: Query, as = 'root'): Promise<readonly ListAnswer[]> {
  const found: ListAnswer[] = [];
  for (let cursor: string | undefined; ;) {
    const asked = { limit: '100', ...query, ...(cursor === undefined ? {} : { cursor }) };
    const { status, body } = await desk.harness.call('list-holds', { as, query: asked });
    expect({ status, body }).toMatchObject({ status: 200 });
    found.push(body);
    if (body.nextCursor === null) return found;
    cursor = body.nextCursor;
  }
}

const dayOf = (instant: string, entity: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zones[entity]?.zone ?? '' }).format(new Date(instant));
const currencyOf = ({ entity, hold }: Kept): string => hold.currency ?? zones[entity]?.currency ?? '';
const active = (hold: Hold) => hold.reasons.map(({ code }) => code as string);
const units = (text: string, currency: string): number => Number(text) * (currency === 'JPY' ? 1 : 100);
const several = (value: Query[string] | undefined): readonly string[] => [value ?? []].flat();

/** What each filter says, without a thought for how lists are read. */
const naive: Readonly<Record<string, (kept: Kept, wanted: readonly string[]) => boolean>> = {
  legalEntity: ({ entity }, wanted) => wanted.includes(entity),
  customer: ({ hold }, wanted) => wanted.includes(hold.customer),
  creditManagementGroup: ({ hold }, wanted) => wanted.includes(hold.creditManagementGroup ?? '?'),
  creditGroup: ({ entity, hold }) => entity === 'ACME' && hold.customer !== 'C2',
  state: ({ hold }, wanted) => wanted.includes(hold.state),
  reason: ({ hold }, wanted) => active(hold).some((code) => wanted.includes(code)),
  checkpoint: ({ hold }, wanted) => wanted.includes(hold.posting?.checkpoint ?? '?'),
  currency: (kept, wanted) => wanted.includes(currencyOf(kept)),
  amountFrom: (kept, [text = '']) => Number(kept.hold.amount) >= units(text, currencyOf(kept)),
  amountTo: (kept, [text = '']) => Number(kept.hold.amount) <= units(text, currencyOf(kept)),
  heldFrom: ({ entity, hold }, [day = '']) => dayOf(hold.heldAt, entity) >= day,
  heldTo: ({ entity, hold }, [day = '']) => dayOf(hold.heldAt, entity) <= day,
  olderThanDays: ({ entity, hold }, [days]) =>
    (Date.parse(today) - Date.parse(dayOf(hold.heldAt, entity))) / 86_400_000 > Number(days),
  reviewDateFrom: ({ hold }, [day = '']) => (hold.reviewDate ?? '') >= day,
  reviewDateTo: ({ hold }, [day = '']) => hold.reviewDate !== undefined && hold.reviewDate <= day,
  hasReviewDate: ({ hold }, [text]) => String(hold.reviewDate !== undefined) === text,
  owner: ({ hold }, wanted) => wanted.includes(hold.owner ?? '?'),
  hasOwner: ({ hold }, [text]) => String(hold.owner !== undefined) === text,
  isForced: ({ hold }, [text]) => String(active(hold).includes('forced')) === text,
  endedFrom: ({ entity, hold }, [day = '']) => dayOf(hold.end?.at ?? '', entity) >= day,
  endedTo: ({ entity, hold }, [day = '']) => dayOf(hold.end?.at ?? '', entity) <= day,
};

function naivelyFound(among: readonly Kept[], query: Query): readonly Kept[] {
  return among.filter((kept) =>
    Object.entries(query).every(([name, value]) => naive[name]?.(kept, several(value)) ?? true),
  );
}

function tally(codes: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));
}

/** Whatever the order of the answer is: what it holds, once each, and its counts on every page. */
async function expectOpen(query: Query): Promise<number> {
  const expected = naivelyFound(open, query);
  const answers = await pages(query);
  const ids = answers.flatMap(({ items }) => items.map(({ hold }) => hold));
  expect({ query, ids: ids.toSorted() }).toEqual({ query, ids: expected.map(({ hold }) => hold.hold).toSorted() });
  const counts = {
    total: expected.length,
    byState: tally(expected.map(({ hold }) => hold.state)),
    byReason: tally(expected.flatMap(({ hold }) => active(hold))),
  };
  for (const answer of answers) expect(answer.counts).toEqual(counts);
  return expected.length;
}

const alone: readonly Query[] = [
  { legalEntity: 'BETA' },
  { legalEntity: ['ACME', 'BETA'] },
  { customer: 'C1' },
  { customer: ['C2', 'C,3', 'C2'] },
  { creditManagementGroup: 'RETAIL' },
  { creditManagementGroup: ['RETAIL', 'WHOLE,SALE'] },
  { creditGroup: 'G' },
  { state: 'ready-to-release' },
  { state: ['open', 'awaiting-approval'] },
  { reason: 'forced' },
  { reason: ['days-overdue', 'account-on-hold'] },
  { checkpoint: 'invoice' },
  { checkpoint: ['confirmation', 'picking-list'] },
  { currency: 'EUR' },
  { currency: ['EUR', 'JPY'] },
  { currency: 'EUR', amountFrom: '1000.00' },
  { currency: 'EUR', amountFrom: '1000.01', amountTo: '50000' },
  { currency: 'USD', amountTo: '999.99' },
  { currency: 'JPY', amountFrom: '100001' },
  { heldFrom: '2026-06-01' },
  { heldTo: '2026-05-31' },
  { heldFrom: '2026-05-10', heldTo: '2026-05-12' },
  { olderThanDays: '14' },
  { olderThanDays: '0' },
  { reviewDateFrom: '2026-06-01' },
  { reviewDateTo: '2026-05-31' },
  { hasReviewDate: 'false' },
  { hasReviewDate: 'true' },
  { owner: 'bob,2' },
  { owner: ['ann', 'bob,2'] },
  { hasOwner: 'false' },
  { isForced: 'true' },
  { isForced: 'false' },
];

const isOfAmount = (query: Query): boolean => 'amountFrom' in query || 'amountTo' in query;

describe('the list of holds that have not ended', () => {
  test('without a filter has all of them', async () => {
    expect(await expectOpen({})).toBe(220);
  });

  test.each(alone)('%j: those that fit, and some that do not', async (query) => {
    const found = await expectOpen(query);
    expect(found).toBeGreaterThan(0);
    if (several(query['legalEntity']).length < 2) expect(found).toBeLessThan(open.length);
  });

  test(`filters together fit where each of them does (seed ${seed})`, async () => {
    const random = seeded(seed);
    let fitting = 0;
    for (let round = 0; round < 40; round += 1) {
      const chosen = Array.from({ length: 2 + Math.floor(random() * 2) }, () => some.pick(random, alone));
      const [amounts, ...others] = chosen.toSorted((a, b) => Number(isOfAmount(b)) - Number(isOfAmount(a)));
      const together = Object.assign({}, ...others.filter((query) => !isOfAmount(query)), amounts) as Query;
      fitting += (await expectOpen(together)) > 0 ? 1 : 0;
    }
    expect(fitting).toBeGreaterThan(10);
  }, 120_000);

  test.each<Query>([{ customer: 'NOBODY' }, { creditGroup: 'NONE' }, { owner: 'nobody' }, { olderThanDays: '100000' }])(
    '%j: none',
    async (query) =>
      expect(await pages(query)).toEqual([
        { items: [], nextCursor: null, counts: { total: 0, byState: {}, byReason: {} } },
      ]),
  );

  test('whoever works in one legal entity sees nothing of the others, whatever they ask for', async () => {
    const mine = open.filter(({ entity }) => entity === 'BETA').length;
    const queries: readonly Query[] = [{}, { customer: ['C1', 'C2', 'C,3'] }];
    for (const query of queries) {
      const [answer] = await pages({ ...query, limit: '1' }, 'cleo');
      expect(answer?.counts?.total).toBe(mine);
    }
    expect(await pages({ creditGroup: 'G' }, 'cleo')).toMatchObject([{ items: [], counts: { total: 0 } }]);
    for (const legalEntity of ['ACME', ['BETA', 'ACME'], 'NONE']) {
      const { status, body } = await desk.harness.call('list-holds', { as: 'cleo', query: { legalEntity } });
      expect({ status, type: body.type }).toEqual({ status: 404, type: 'urn:holdfast:problem:legal-entity-not-found' });
    }
  });
});

describe('the list of ended holds', () => {
  test.each<Query>([
    { state: 'released' },
    { state: ['released', 'rejected', 'cancelled'] },
    { state: ['released', 'cancelled'], endedFrom: '2026-05-20', endedTo: '2026-06-02' },
    { state: 'rejected', endedTo: '9999-12-31' },
    { state: 'rejected', endedFrom: '2026-06-20' },
    { state: 'rejected', customer: 'C,3', hasOwner: 'true' },
  ])('%j: those that fit, the latest first', async (query) => {
    const expected = naivelyFound(ended, query);
    const answers = await pages({ ...query, limit: '7' });
    const items = answers.flatMap((answer) => answer.items);
    expect(items.map(({ hold }) => hold).toSorted()).toEqual(expected.map(({ hold }) => hold.hold).toSorted());
    expect(items.map(({ endedAt }) => endedAt)).toEqual(
      items
        .map(({ endedAt }) => endedAt)
        .toSorted()
        .toReversed(),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(answers.every(({ counts }) => counts === null)).toBe(true);
  });
});

describe('what cannot be asked for', () => {
  test.each<[Query, string]>([
    [{ state: ['open', 'released'] }, '/query/state'],
    [{ state: 'none' }, '/query/state/0'],
    [{ state: ['open', 'none'] }, '/query/state/1'],
    [{ state: 'released', sort: 'amount' }, '/query/sort'],
    [{ state: 'released', direction: 'ascending' }, '/query/direction'],
    [{ endedFrom: '2026-06-01' }, '/query/endedFrom'],
    [{ state: 'open', endedTo: '2026-06-01' }, '/query/endedTo'],
    [{ amountFrom: '5' }, '/query/currency'],
    [{ amountTo: '5', legalEntity: 'ACME' }, '/query/currency'],
    [{ amountTo: '5', currency: ['EUR', 'USD'] }, '/query/currency'],
    [{ amountFrom: '5.001', currency: 'EUR' }, '/query/amountFrom'],
    [{ amountTo: '5.5', currency: 'JPY' }, '/query/amountTo'],
    [{ amountTo: 'much', currency: 'JPY' }, '/query/amountTo'],
    [{ currency: 'EURO' }, '/query/currency/0'],
    [{ heldFrom: '2026-02-30' }, '/query/heldFrom'],
    [{ heldFrom: ['2026-02-20', '2026-02-21'] }, '/query/heldFrom'],
    [{ olderThanDays: '-1' }, '/query/olderThanDays'],
    [{ hasOwner: 'yes' }, '/query/hasOwner'],
    [{ isForced: '' }, '/query/isForced'],
    [{ sort: 'name' }, '/query/sort'],
    [{ customer: Array.from({ length: 21 }, (_, index) => `C${index}`) }, '/query/customer'],
  ])('%j: 422 at %s', async (query, pointer) => {
    const { status, body } = await desk.harness.call('list-holds', { as: 'root', query });
    expect({ status, pointers: [...new Set(body.errors?.map((error) => error.pointer))] }).toEqual({
      status: 422,
      pointers: [pointer],
    });
  });
});
