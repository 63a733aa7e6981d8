import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

type Line = Readonly<Record<string, string | number | null | readonly string[]>>;
type Query = Readonly<Record<string, string>>;
type Body = { readonly items: readonly Line[]; readonly nextCursor: string | null };

let desk: OrderDesk;
const customers = ['C1', '=C"2"', '客#3', 'NONE'];

beforeAll(async () => {
  desk = await startOrderDesk('ACME');
  await desk.parameters({ creditLimitCheck: 'hold' });
  for (const customer of customers) await desk.customer(customer, { creditLimit: '1000' });
  for (const [number, customer] of customers.slice(0, 3).entries()) {
    for (const [index, amount] of ['10.00', '20.00', '5000.00'].entries()) {
      const order = `${customer},${index}`;
      await desk.order(order, { customer, amount });
      await desk.ask(order, { customer }, `ask-${number}-${index}`);
    }
  }
  desk.harness.setClock('2026-06-16T10:00:00Z');
  await desk.ask('C1,0', { customer: 'C1' }, '+again');
});

const call = (query: Query = {}, as = 'root') => desk.call('export-decisions', {}, undefined, { query, as });
const pageOf = async (query: Query = {}) => (await call({ ...query, format: 'json' })).body as Body;
async function linesOf(query: Query = {}): Promise<readonly Line[]> {
  const items: Line[] = [];
  for (let more: Query = {}; ;) {
    const page = await pageOf({ ...query, ...more });
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    more = { cursor: page.nextCursor };
  }
}
const ordersOf = async (query: Query) => (await linesOf(query)).map(({ order }) => order);

describe('an export of decisions', () => {
  it('has every decision of the legal entity, as it is read (§8.1)', async () => {
    const lines = await linesOf();
    expect(lines).toHaveLength(10);
    const held = lines.find(({ order }) => order === 'C1,2');
    const { body } = await desk.call('get-decision', { customer: 'C1', decision: 'ask-0-2' });
    expect(held).toMatchObject({
      legalEntity: 'ACME',
      request: 'ask-0-2',
      customer: 'C1',
      amount: '5000.00',
      currency: 'EUR',
      bookedAmount: '5000.00',
      baseCurrency: 'EUR',
      answer: 'held',
      reasons: ['credit-limit-exceeded'],
      at: body.at,
      businessDate: '2026-06-15',
      actor: 'root',
      exposureBefore: '30.00',
      exposureWithOrder: '5030.00',
      limitSource: 'credit-limit',
      limit: '1000.00',
      hold: 'C1,2.1',
      creditGroup: null,
    });
  });

  it('can be of an order, a customer, days or answers', async () => {
    expect((await linesOf({ order: 'C1,0' })).map(({ request }) => request)).toEqual(['+again', 'ask-0-0']);
    expect(await ordersOf({ customer: '=C"2"' })).toEqual(['=C"2",0', '=C"2",1', '=C"2",2']);
    expect(await ordersOf({ order: 'C1,0', customer: '客#3' })).toEqual([]);
    expect(await linesOf({ answer: 'held' })).toHaveLength(4);
    expect(await linesOf({ answer: 'rejected' })).toEqual([]);
    expect((await linesOf({ from: '2026-06-16' })).map(({ request }) => request)).toEqual(['+again']);
    expect(await linesOf({ to: '2026-06-15' })).toHaveLength(9);
    expect(await linesOf({ from: '2026-06-17' })).toEqual([]);
    expect((await call({ order: 'NO' })).status).toBe(404);
    expect((await call({ customer: 'NO' })).status).toBe(404);
  });

  it.each([{}, { customer: 'C1' }, { order: 'C1,0' }, { answer: 'held' }] as Query[])(
    'of %j comes in pages of any size, each line once',
    async (query) => {
      const whole = await linesOf(query);
      for (const limit of ['1', '2', '3']) expect(await linesOf({ ...query, limit })).toEqual(whole);
    },
  );

  it('as CSV says the same, whatever its ids hold, and where it goes on', async () => {
    const found: Record<string, string>[] = [];
    let query: Query | undefined = { limit: '4' };
    while (query !== undefined) {
      const { body, headers }: Awaited<ReturnType<typeof call>> = await call(query);
      found.push(...(parse(body as unknown as string, { bom: true, columns: true }) as Record<string, string>[]));
      const next: string | undefined = /^<(\?.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
      query = next === undefined ? undefined : Object.fromEntries(new URLSearchParams(next));
    }
    const texts = (await linesOf()).map((line) =>
      Object.fromEntries(
        Object.entries(line).map(([name, value]) => {
          const text = typeof value === 'object' ? (value ?? []).join(' ') : String(value);
          return [name, /^[=+]/.test(text) ? `'${text}` : text];
        }),
      ),
    );
    expect(found).toEqual(texts);
    expect(texts.map(({ request }) => request)).toContain("'+again");
  });
});

test('it is for credit people of the legal entity, and a cursor for its own list', async () => {
  await desk.harness.grant('ida', 'ACME', ['order-intake']);
  await desk.harness.grant('amy', 'ACME', ['auditor']);
  const statuses = await Promise.all(['ida', 'amy', 'stranger'].map(async (as) => (await call({}, as)).status));
  expect(statuses).toEqual([403, 200, 404]);
  const { nextCursor } = await pageOf({ limit: '1' });
  expect((await call({ customer: 'C1', cursor: nextCursor ?? '' })).status).toBe(422);
});
