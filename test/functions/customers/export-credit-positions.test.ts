import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { startOrderDesk, type OrderDesk } from '../orders/order-desk.ts';

type Line = Readonly<Record<string, string | number | null | readonly string[]>>;
type Query = Readonly<Record<string, string>>;

let desk: OrderDesk;
const odd = ['=1+1', '"quoted", and\u00a0odd', 'a%#b', '客户', 'C2'];

beforeAll(async () => {
  desk = await startOrderDesk('ACME');
  await desk.setUp('put-credit-management-group', { group: 'KEY' }, { description: '' });
  for (const customer of odd) {
    await desk.customer(customer, { name: `@name "of"\n${customer}`, creditManagementGroup: 'KEY' });
    await invoice(`I-${customer}`, customer, '100.00', 'EUR');
  }
  await desk.customer('UNLIMITED', { unlimited: true });
  await desk.customer('RATELESS');
  await invoice('I-X', 'RATELESS', '5', 'USD');
  await desk.order('O1', { customer: 'C2', amount: '7900.01' });
  await desk.ask('O1', { customer: 'C2' });
});

async function invoice(id: string, customer: string, amount: string, currency: string): Promise<void> {
  const body = { customer, date: '2026-05-01', dueDate: '2026-06-01', amount, currency };
  await desk.setUp('put-invoice', { invoice: id }, body);
}

const call = (query: Query, as = 'root') => desk.call('export-credit-positions', {}, undefined, { query, as });
const linesOf = async (query: Query = {}): Promise<readonly Line[]> => {
  const { body } = await call({ ...query, format: 'json' });
  return (body as { readonly items: readonly Line[] }).items;
};

describe('an export of credit positions', () => {
  it('has a line for each customer, as its position is read (§5.7)', async () => {
    const lines = await linesOf();
    expect(lines.map(({ customer }) => customer)).toEqual(
      [...odd, 'UNLIMITED', 'RATELESS'].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    const { body } = await desk.call('get-credit-position', { customer: 'C2' });
    expect(lines.find(({ customer }) => customer === 'C2')).toEqual({
      legalEntity: 'ACME',
      customer: 'C2',
      name: '@name "of"\nC2',
      creditManagementGroup: 'KEY',
      businessDate: body.businessDate,
      currency: 'EUR',
      ...body.components,
      exposure: '8000.01',
      limitSource: 'credit-limit',
      limit: '8000.00',
      expiryDate: null,
      limitsTested: ['own'],
      available: '-0.01',
      usedPercent: body.usedPercent,
      overdue: '100.00',
      worstDaysOverdue: 14,
      oldestDueDate: '2026-06-01',
      ...body.ageing,
      unappliedCash: '0.00',
      creditGroup: null,
      groupCurrency: null,
      groupExposure: null,
      groupLimit: null,
      groupAvailable: null,
      groupUsedPercent: null,
      documentsWithoutRate: 0,
    });
  });

  it('does not say what is not known, nor a limit where there is none', async () => {
    const [unknown, unlimited] = await Promise.all(
      ['RATELESS', 'UNLIMITED'].map(async (customer) => (await linesOf({ customer }))[0]),
    );
    const missing = { openReceivables: null, exposure: null, available: null, usedPercent: null, overdue: null };
    expect(unknown).toMatchObject({ ...missing, current: null, limit: '8000.00', documentsWithoutRate: 1 });
    expect(unlimited).toMatchObject({ limitSource: 'unlimited', limit: null, available: null, exposure: '0.00' });
  });

  it('as CSV says the same, whatever its texts hold', async () => {
    const lines = await linesOf();
    const { body, headers } = await call({});
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect((body as unknown as string).startsWith('\uFEFFlegalEntity,customer,name,')).toBe(true);
    const rows = parse(body as unknown as string, { bom: true, columns: true }) as Record<string, string>[];
    const texts = lines.map((line) =>
      Object.fromEntries(
        Object.entries(line).map(([name, value]) => {
          const text = typeof value === 'object' ? (value ?? []).join(' ') : String(value);
          return [name, /^[=@]/.test(text) ? `'${text}` : text];
        }),
      ),
    );
    expect(rows).toEqual(texts);
  });

  it.each(['csv', 'json'] as const)('comes in pages (%s), each line once', async (format) => {
    const found: string[] = [];
    let query: Query | undefined = { format, limit: '3' };
    while (query !== undefined) {
      const { body, headers, status }: Awaited<ReturnType<typeof call>> = await call(query);
      expect(status).toBe(200);
      if (format === 'csv') {
        const rows = parse(body as unknown as string, { bom: true, columns: true }) as Record<string, string>[];
        found.push(...rows.map(({ name = '' }) => name.split('\n')[1] ?? name));
        const next: string | undefined = /^<(\?.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
        query = next === undefined ? undefined : Object.fromEntries(new URLSearchParams(next));
      } else {
        const page = body as { readonly items: readonly Line[]; readonly nextCursor: string | null };
        found.push(...page.items.map(({ name }) => String(name).split('\n')[1] ?? String(name)));
        query = page.nextCursor === null ? undefined : { format, limit: '3', cursor: page.nextCursor };
      }
    }
    expect(found.toSorted()).toEqual([...odd, 'UNLIMITED', 'RATELESS'].toSorted());
  });

  it('can be of some customers, or of a credit management group', async () => {
    expect((await linesOf({ customer: 'C2' })).map(({ customer }) => customer)).toEqual(['C2']);
    expect(await linesOf({ customer: 'NOBODY' })).toEqual([]);
    expect(await linesOf({ creditManagementGroup: 'KEY' })).toHaveLength(odd.length);
    expect(await linesOf({ creditManagementGroup: 'OTHER' })).toEqual([]);
  });
});

test('it is for credit people of the legal entity, and a cursor for its own list', async () => {
  await desk.harness.grant('ida', 'ACME', ['order-intake']);
  await desk.harness.grant('cleo', 'ACME', ['credit-clerk']);
  const statuses = await Promise.all(['ida', 'cleo', 'stranger'].map(async (as) => (await call({}, as)).status));
  expect(statuses).toEqual([403, 200, 404]);
  const { nextCursor } = (await call({ format: 'json', limit: '1' })).body as { readonly nextCursor: string };
  expect((await call({ creditManagementGroup: 'KEY', cursor: nextCursor })).status).toBe(422);
  expect((await call({ colour: 'red' })).status).toBe(422);
});
