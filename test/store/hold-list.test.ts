import { beforeAll, describe, expect, test } from 'vitest';
import type { Hold } from '../../domain/hold.ts';
import type { CustomerId, HoldId, LegalEntityId, OrderId } from '../../domain/ids.ts';
import { entityOfRecord } from '../../functions/access.ts';
import { endedHoldEntries, maxOpenHolds, openHoldEntries } from '../../functions/store/hold-list.ts';
import { aHold, endedBy } from '../domain/an-order.ts';
import { storeHolds } from './store-holds.ts';
import { startOrderDesk, type OrderDesk } from '../functions/orders/order-desk.ts';

const many = entityOfRecord('MANY' as LegalEntityId);
const few = entityOfRecord('FEW' as LegalEntityId);

let desk: OrderDesk;
beforeAll(async () => {
  desk = await startOrderDesk('MANY');
});

/** The index-th hold of a customer, held as many seconds after midnight. */
function holdOf(customer: string, index: number, changes: Partial<Hold> = {}): Hold {
  const order = `${customer}-${String(index).padStart(5, '0')}`;
  const heldAt = new Date(Date.UTC(2026, 5, 1) + index * 1_000).toISOString();
  return aHold({
    hold: `${order}.1` as HoldId,
    order: order as OrderId,
    customer: customer as CustomerId,
    heldAt,
    ...changes,
  });
}

/** Released in the order in which they were held. */
function ended(customer: string, index: number): Hold {
  const hold = holdOf(customer, index);
  return { ...hold, state: 'released', end: { ...endedBy('ann'), at: hold.heldAt } };
}

const indexes = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('ended holds', () => {
  beforeAll(async () => {
    await storeHolds(
      many,
      indexes(1_600).map((index) => ended(index === 3 ? 'RARE' : 'C1', index)),
    );
    await storeHolds(
      few,
      [0, 1_200].map((index) => ended('RARE', index)),
    );
  });

  /** Ids of all pages, and how many pages there were. */
  async function pages(customer: string, limit: number, readAtMost: number) {
    const found: string[] = [];
    let before: string | undefined;
    for (let count = 1; ; count += 1) {
      const fits = ({ row }: { readonly row: { readonly customer: string } }) => row.customer === customer;
      const { entries, reached } = await endedHoldEntries([many, few], { before }, fits, limit, readAtMost);
      const page = entries.slice(0, limit);
      found.push(...page.map(({ row }) => row.hold));
      before = entries.length > limit ? page.at(-1)?.sort : reached;
      if (before === undefined) return { found, count };
    }
  }

  test.each([
    [500, 4],
    [1_000, 2],
    [10_000, 1],
  ])('where few fit, at most %i of an entity are read for a page, and every one is found once', async (most, count) => {
    expect(await pages('RARE', 100, most)).toEqual({ found: ['RARE-01200.1', 'RARE-00003.1', 'RARE-00000.1'], count });
  });

  test('where most fit, no more is read than the page needs', async () => {
    const { found } = await pages('C1', 99, 10_000);
    expect(found).toHaveLength(1_599);
    expect(found).toEqual([...new Set(found)].toSorted().toReversed());
  });
});

describe('open holds', () => {
  beforeAll(async () => {
    await storeHolds(
      many,
      indexes(maxOpenHolds - 1).map((index) => holdOf('C1', index)),
    );
    await storeHolds(many, [holdOf('C2', 0)]);
  }, 60_000);

  test(`are listed while there are no more than ${maxOpenHolds}; one customer's always are`, async () => {
    expect(await openHoldEntries([many], undefined)).toHaveLength(maxOpenHolds);
    await storeHolds(many, [holdOf('C2', 1)]);
    await expect(openHoldEntries([many], undefined)).rejects.toMatchObject({ code: 'too-many-open-holds' });
    const query = { legalEntity: 'MANY', customer: 'C2' };
    const answer = await desk.harness.call('list-holds', { as: 'root', query });
    expect(answer).toMatchObject({ status: 200, body: { counts: { total: 2 }, nextCursor: null } });
    expect(answer.body.items.map(({ hold }) => hold)).toEqual(['C2-00000.1', 'C2-00001.1']);
    const unfiltered = await desk.harness.call('list-holds', { as: 'root', query: { legalEntity: 'MANY' } });
    expect(unfiltered).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:too-many-open-holds' } });
  });
});
