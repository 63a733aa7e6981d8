import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Hold } from '../../../domain/hold.ts';
import type { CustomerId, HoldId, LegalEntityId, OrderId } from '../../../domain/ids.ts';
import { entityOfRecord } from '../../../functions/access.ts';
import type { CallAnswer } from '../../harness/start-harness.ts';
import { aHold } from '../../domain/an-order.ts';
import { storeHolds } from '../../store/store-holds.ts';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';
import { endedStates, openStates, randomHolds } from './random-holds.ts';

type Query = Readonly<Record<string, string | readonly string[]>>;
type Entry = CallAnswer<'export-holds'>['body']['items'][number];

const seed = 20_260_617;
let desk: OrderDesk;

beforeAll(async () => {
  desk = await startOrderDesk('ACME');
  for (const legalEntity of ['BETA', 'BULK']) {
    const body = { name: legalEntity, baseCurrency: 'USD', timeZone: 'America/New_York' };
    await desk.harness.call('put-legal-entity', { as: 'root', params: { legalEntity }, body });
  }
  await desk.harness.grant('root', 'BETA', ['auditor']);
  await desk.harness.grant('bea', 'BETA', ['credit-clerk']);
  await desk.harness.grant('bulk', 'BULK', ['credit-clerk']);
  for (const [entity, from] of [
    ['ACME', seed],
    ['BETA', seed + 10],
  ] as const) {
    const authorized = entityOfRecord(entity as LegalEntityId);
    await storeHolds(authorized, randomHolds(from, 90, `${entity}-O`, openStates));
    await storeHolds(authorized, randomHolds(from + 1, 60, `${entity}-E`, endedStates));
  }
}, 120_000);

const exported = (query: Query, as = 'root') => desk.harness.call('export-holds', { as, query });

async function listed(query: Query): Promise<readonly Entry[]> {
  const items: Entry[] = [];
  for (let more: Query = {}; ;) {
    const { body } = await desk.harness.call('list-holds', { as: 'root', query: { ...query, ...more } });
    // An export is for programs: it has no words.
    items.push(...body.items.map(({ stateTitle: _state, reasonTitle: _reason, ...codes }) => codes));
    if (body.nextCursor === null) return items;
    more = { cursor: body.nextCursor };
  }
}

const rowsOf = (body: unknown): readonly Readonly<Record<string, string>>[] =>
  parse(body as string, { bom: true, columns: true }) as Record<string, string>[];

describe.each<Query>([
  {},
  { sort: 'amount', direction: 'ascending' },
  { sort: 'review-date', legalEntity: 'ACME', reason: ['forced', 'days-overdue'] },
  { customer: ['C1', 'C,3'], hasOwner: 'false' },
  { owner: 'nobody' },
  { state: ['released', 'cancelled'], endedFrom: '2026-05-10' },
])('an export of %j', (query) => {
  test('as JSON has every line of the list, in its order', async () => {
    const { status, body, headers } = await exported({ ...query, format: 'json' });
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/json' });
    expect(body).toEqual({ items: await listed(query) });
  });

  test('as CSV says the same', async () => {
    const { status, body, headers } = await exported(query);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="export-holds.csv"',
    });
    const items = await listed(query);
    const rows = rowsOf(body);
    const expected = items.map((entry) => ({
      ...Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, value === null ? '' : String(value)])),
      reasons: entry.reasons.join(' '),
      baseCurrency: entry.legalEntity === 'ACME' ? 'EUR' : 'USD',
    }));
    expect(rows).toEqual(expected);
  });
});

test('the columns are these, also where there is no line', async () => {
  const { body } = await exported({ customer: 'NOBODY' });
  expect(body).toBe(
    '\uFEFFlegalEntity,hold,order,customer,creditManagementGroup,heldAt,state,reason,reasons,checkpoint,amount,currency,' +
      'shortfall,baseCurrency,reviewDate,owner,isForced,endedAt\r\n',
  );
});

test('ids that would be formulas are text', async () => {
  const order = '=HYPERLINK("http://evil","x")' as OrderId;
  const hold: Hold = aHold({ order, hold: `${order}.1` as HoldId, customer: '@x' as CustomerId, owner: '+1' });
  await storeHolds(entityOfRecord('BULK' as LegalEntityId), [hold]);
  const [row] = rowsOf((await exported({ customer: '@x' }, 'bulk')).body);
  expect(row).toMatchObject({
    hold: `'${order}.1`,
    order: `'${order}`,
    customer: "'@x",
    owner: "'+1",
    amount: '1000.00',
  });
});

test('it has nothing of legal entities that the user may not see', async () => {
  const { body } = await exported({}, 'bea');
  expect(rowsOf(body)).toHaveLength(90);
  expect(new Set(rowsOf(body).map(({ legalEntity }) => legalEntity))).toEqual(new Set(['BETA']));
  const foreign = await exported({ legalEntity: 'ACME' }, 'bea');
  expect(foreign).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } });
});

test.each([
  [{ format: 'xml' }, '/query/format'],
  [{ format: ['csv', 'json'] }, '/query/format'],
  [{ limit: '5' }, '/query/limit'],
  [{ state: 'released', sort: 'age' }, '/query/sort'],
] as const)('%j: 422 at %s', async (query, pointer) => {
  const { status, body } = await exported(query);
  expect({ status, pointers: body.errors?.map((error) => error.pointer) }).toEqual({
    status: 422,
    pointers: [pointer],
  });
});

describe('an answer that a function cannot give', () => {
  const wide = '界'.repeat(55);
  beforeAll(async () => {
    const holds = Array.from({ length: 9_000 }, (_, index) => {
      const order = `${wide}-${String(index).padStart(5, '0')}` as OrderId;
      const owner = `${wide}${index < 50 ? 'few' : ''}`;
      return aHold({ order, hold: `${order}.1` as HoldId, customer: 'C9' as CustomerId, owner });
    });
    await storeHolds(entityOfRecord('BULK' as LegalEntityId), holds);
  }, 120_000);

  test.each(['csv', 'json'])('as %s is refused whole, and given where a filter makes it smaller', async (format) => {
    const { status, body } = await exported({ format, legalEntity: 'BULK' }, 'bulk');
    expect({ status, type: body.type }).toEqual({ status: 422, type: 'urn:holdfast:problem:export-too-large' });
    expect(body).toMatchObject({ maximum: 10_000, maxBytes: 5_500_000 });
    const few = await exported({ format, owner: `${wide}few` }, 'bulk');
    expect(few.status).toBe(200);
    expect(format === 'csv' ? rowsOf(few.body) : few.body.items).toHaveLength(50);
  });
});
