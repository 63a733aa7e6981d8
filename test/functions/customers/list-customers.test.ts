import { beforeAll, expect, test } from 'vitest';
import { startCustomerDesk, type CustomerDesk } from './customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
  await desk.call('put-risk-group', { riskGroup: 'LOW' }, { description: '', indicator: '*', from: 0, to: 50 });
  for (const customer of ['B', '#1', 'A', '客户', 'C']) await desk.put(customer, { creditLimit: '10' });
});

function list(query: Readonly<Record<string, string>> = {}) {
  return desk.harness.call('list-customers', { as: 'root', params: { legalEntity: 'ACME' }, query });
}

test('lists by id in pages, each customer once', async () => {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: '2', ...(cursor === null ? {} : { cursor }) });
    expect(page.status).toBe(200);
    found.push(...page.body.items.map(({ customer }) => customer));
    cursor = page.body.nextCursor;
  } while (cursor !== null);
  expect(found).toEqual(['#1', 'A', 'B', 'C', '客户']);
});

test('a page that ends with the list has no next one', async () => {
  expect((await list({ limit: '5' })).body.nextCursor).toBeNull();
  expect((await list({ limit: '4' })).body.nextCursor).not.toBeNull();
});

test('shows a customer as it is since its last change', async () => {
  await desk.put('A', { name: 'Renamed', creditLimit: '12.5', unlimited: true, riskGroup: 'LOW' }, '*');
  const [, entry] = (await list()).body.items;
  expect(entry).toEqual({
    customer: 'A',
    name: 'Renamed',
    currency: 'EUR',
    creditLimit: '12.50',
    creditLimitCurrency: 'EUR',
    unlimited: true,
    excludeFromCreditManagement: false,
    riskGroup: 'LOW',
  });
});

test.each<Readonly<Record<string, string>>>([{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { colour: 'red' }])(
  'refuses %o',
  async (query) => {
    expect(await list(query)).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-request' } });
  },
);

test("refuses another legal entity's cursor", async () => {
  const { body } = await list({ limit: '1' });
  await desk.harness.call('put-legal-entity', {
    as: 'root',
    params: { legalEntity: 'OTHER' },
    body: { name: 'Other', baseCurrency: 'JPY', timeZone: 'Asia/Tokyo' },
  });
  const other = await desk.harness.call('list-customers', {
    as: 'root',
    params: { legalEntity: 'OTHER' },
    query: { cursor: body.nextCursor ?? '' },
  });
  expect(other).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-cursor' } });
});
