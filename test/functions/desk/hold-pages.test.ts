import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Hold } from '../../../domain/hold.ts';
import type { HoldId, LegalEntityId, OrderId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import { openHoldKey } from '../../../functions/store/keys.ts';
import { table, tableName } from '../../../functions/store/table.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';
import { aHold } from '../../domain/an-order.ts';
import { storeHolds } from '../../store/store-holds.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import { openStates, randomHolds } from './random-holds.ts';

type Entry = CallAnswer<'list-holds'>['body']['items'][number];
type Query = Readonly<Record<string, string>>;

const seed = 20_260_616;
const acme = entityOfRecord('ACME' as LegalEntityId);
const beta = entityOfRecord('BETA' as LegalEntityId);

let desk: OrderDesk;
let holds: readonly Hold[];

beforeAll(async () => {
  desk = await startOrderDesk('ACME');
  const body = { name: 'Beta', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' };
  await desk.harness.call('put-legal-entity', { as: 'root', params: { legalEntity: 'BETA' }, body });
  await desk.harness.grant('root', 'BETA', ['auditor']);
  const [ofAcme, ofBeta] = [randomHolds(seed, 60, 'A', openStates), randomHolds(seed + 1, 40, 'B', openStates)];
  holds = [...ofAcme, ...ofBeta];
  await storeHolds(acme, ofAcme);
  await storeHolds(beta, ofBeta);
}, 120_000);

async function page(query: Query) {
  const { status, body } = await desk.harness.call('list-holds', { as: 'root', query });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

/** `between` happens after each page. */
async function allPages(query: Query, between: (items: readonly Entry[]) => Promise<void> = async () => {}) {
  const items: Entry[] = [];
  for (let more: Query = {}; ;) {
    const { items: found, nextCursor } = await page({ ...query, ...more });
    items.push(...found);
    if (nextCursor === null) return items;
    await between(found);
    more = { cursor: nextCursor };
  }
}

type Value = string | number | null;
/** What the list is sorted by: the part that always ascends, and the value. */
const keys: Readonly<Record<string, (entry: Entry) => readonly [string, Value]>> = {
  age: ({ heldAt }) => ['', -Date.parse(heldAt)],
  amount: ({ currency, amount }) => [currency, Number(amount)],
  shortfall: ({ shortfall, baseCurrency, currency }) => [
    baseCurrency ?? currency,
    shortfall === null ? null : Number(shortfall),
  ],
  'review-date': ({ reviewDate }) => ['', reviewDate],
};
const sorts = Object.keys(keys);

function naivelyBefore(a: Entry, b: Entry, sort: string, isDescending: boolean): number {
  const [[partA, valueA], [partB, valueB]] = [keys[sort]?.(a) ?? ['', ''], keys[sort]?.(b) ?? ['', '']];
  if (valueA === null || valueB === null) return Number(valueA === null) - Number(valueB === null) || older(a, b);
  if (partA !== partB) return partA < partB ? -1 : 1;
  if (valueA !== valueB) return valueA < valueB === isDescending ? 1 : -1;
  return older(a, b);
}

function older(a: Entry, b: Entry): number {
  const [one, other] = [`${a.heldAt} ${a.hold} ${a.legalEntity}`, `${b.heldAt} ${b.hold} ${b.legalEntity}`];
  return one < other ? -1 : 1;
}

describe.each(sorts)('sorted by %s', (sort) => {
  test.each(['ascending', 'descending'])('%s, over pages of any size, with ties by age', async (direction) => {
    const whole = await allPages({ sort, direction, limit: '100' });
    expect(whole).toHaveLength(holds.length);
    const expected = whole.toSorted((a, b) => naivelyBefore(a, b, sort, direction === 'descending'));
    expect(whole.map(({ hold }) => hold)).toEqual(expected.map(({ hold }) => hold));
    for (const limit of ['1', '7', '99']) expect(await allPages({ sort, direction, limit })).toEqual(whole);
  });

  test('without a direction: the oldest, the largest, the earliest first', async () => {
    const direction = sort === 'review-date' ? 'ascending' : 'descending';
    expect(await allPages({ sort })).toEqual(await allPages({ sort, direction }));
  });
});

test('without anything said, the oldest come first', async () => {
  const items = await allPages({});
  expect(items.map(({ heldAt }) => heldAt)).toEqual(items.map(({ heldAt }) => heldAt).toSorted());
});

test('a cursor is of its own filters, sort and direction', async () => {
  const asked = { sort: 'amount', direction: 'ascending', state: 'open', limit: '2' };
  const { nextCursor } = await page(asked);
  const others: readonly Query[] = [{ sort: 'age' }, { direction: 'descending' }, { state: 'ready-to-release' }];
  for (const other of others) {
    const query = { ...asked, ...other, cursor: nextCursor ?? '' };
    const { status, body } = await desk.harness.call('list-holds', { as: 'root', query });
    expect({ status, type: body.type }).toEqual({ status: 422, type: 'urn:holdfast:problem:invalid-cursor' });
  }
  expect((await page({ ...asked, limit: '3', cursor: nextCursor ?? '' })).items).toHaveLength(3);
});

describe.each(sorts)('while holds come and go, sorted by %s', (sort) => {
  test.each(['ascending', 'descending'])('%s: those that stay are listed once each', async (direction) => {
    const before = await allPages({ sort, direction, limit: '100' });
    const lasting = new Set(before.map(({ hold }) => hold));
    const added: Hold[] = [];
    const items = await allPages({ sort, direction, limit: '9' }, async (found) => {
      // The one that the cursor names, the first of the next page, and new ones that are equal to them and that are first and last.
      const last = found.at(-1);
      const next = before.find(({ hold }) => lasting.has(hold) && !found.some((entry) => entry.hold === hold));
      for (const gone of [last, next].flatMap((entry) => entry ?? [])) {
        if (added.length < 12) {
          lasting.delete(gone.hold);
          await remove(gone);
        }
      }
      const come = [0, 1, 2].map((index) => like(last, `N-${sort}-${direction}-${added.length + index}`, index));
      if (added.length < 12) {
        added.push(...come);
        await storeHolds(acme, come);
      }
    });
    const ids = items.map(({ hold }) => hold);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => lasting.has(id))).toEqual(before.map(({ hold }) => hold).filter((id) => lasting.has(id)));
    for (const hold of added) await remove({ ...hold, legalEntity: 'ACME' });
    await storeHolds(
      acme,
      holds.filter(({ hold }) => hold.startsWith('A')),
    );
    await storeHolds(
      beta,
      holds.filter(({ hold }) => hold.startsWith('B')),
    );
  });
});

/** A hold as old, as large and to be reviewed as the other, or first or last of all. */
function like(entry: Entry | undefined, order: string, index: number): Hold {
  const twin = holds.find(({ hold }) => hold === entry?.hold);
  const extreme = index === 1 ? 0n : 10n ** 17n;
  const [heldAt, reviewDate] = index === 1 ? ['2020-01-01', '2020-01-01'] : ['2026-12-31', '2099-12-31'];
  const others: Partial<Hold> =
    index === 0
      ? {}
      : {
          heldAt: `${heldAt}T00:00:00.000Z`,
          reviewDate: reviewDate as Hold['reviewDate'],
          amount: extreme,
          shortfall: extreme,
        };
  return aHold({ ...twin, ...others, order: order as OrderId, hold: `${order}.1` as HoldId });
}

async function remove({
  legalEntity,
  customer,
  hold,
}: Pick<Hold, 'customer' | 'hold'> & { readonly legalEntity: string }) {
  const Key = openHoldKey(entityOfRecord(legalEntity as LegalEntityId), customer, hold);
  await table.send(new DeleteCommand({ TableName: tableName(), Key }));
}
