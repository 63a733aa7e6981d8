import { beforeAll, describe, expect, test } from 'vitest';
import { startDesk, type Desk } from './set-up-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.harness.grant('mia', 'ACME', ['credit-manager']);
});

const rank = { description: 'Net 30', rank: 20 };
const workflow = {
  description: 'Somebody else looks',
  for: 'hold-release',
  rank: 1,
  condition: {},
  steps: [{ role: 'credit-manager', approvals: 1 }],
  task: 'none',
};
const collections = [
  {
    id: 'rule',
    list: 'list-rules',
    get: 'get-rule',
    put: 'put-rule',
    delete: 'delete-rule',
    value: { type: 'days-overdue', kind: 'blocking', scope: 'all', boundary: 'over', days: 30 },
    other: { type: 'days-overdue', kind: 'blocking', scope: 'all', boundary: 'over', days: 31 },
  },
  {
    id: 'reason',
    list: 'list-reasons',
    get: 'get-reason',
    put: 'put-reason',
    delete: 'delete-reason',
    value: { type: 'release', description: 'Paid' },
    other: { type: 'hold', description: 'Paid' },
  },
  {
    id: 'accountStatus',
    list: 'list-account-statuses',
    get: 'get-account-status',
    put: 'put-account-status',
    delete: 'delete-account-status',
    value: { description: 'Watched', stops: 'invoice' },
    other: { description: 'Watched', stops: 'all' },
  },
  {
    id: 'group',
    list: 'list-credit-management-groups',
    get: 'get-credit-management-group',
    put: 'put-credit-management-group',
    delete: 'delete-credit-management-group',
    value: { description: 'Wholesale' },
    other: { description: '' },
  },
  {
    id: 'paymentTerms',
    list: 'list-payment-terms-ranks',
    get: 'get-payment-terms-rank',
    put: 'put-payment-terms-rank',
    delete: 'delete-payment-terms-rank',
    value: rank,
    other: { ...rank, rank: -1 },
  },
  {
    id: 'settlementDiscount',
    list: 'list-settlement-discount-ranks',
    get: 'get-settlement-discount-rank',
    put: 'put-settlement-discount-rank',
    delete: 'delete-settlement-discount-rank',
    value: rank,
    other: { ...rank, rank: 21 },
  },
  {
    id: 'rateType',
    list: 'list-rate-types',
    get: 'get-rate-type',
    put: 'put-rate-type',
    delete: 'delete-rate-type',
    value: { description: 'Central bank' },
    other: { description: 'Accounting' },
  },
  {
    id: 'scoringGroup',
    list: 'list-scoring-groups',
    get: 'get-scoring-group',
    put: 'put-scoring-group',
    delete: 'delete-scoring-group',
    value: { description: 'Years', type: 'customer-since', ranges: [{ from: '0', to: '1', score: 5 }] },
    other: { description: 'Years', type: 'country', values: [{ value: 'DE', score: 5 }] },
  },
  {
    id: 'workflow',
    list: 'list-workflows',
    get: 'get-workflow',
    put: 'put-workflow',
    delete: 'delete-workflow',
    value: workflow,
    other: { ...workflow, task: 'release-with-posting' },
    nth: (n: number) => ({ rank: 100 + n }),
  },
] as const;

type Page = { readonly items: readonly Readonly<Record<string, unknown>>[]; readonly nextCursor: string | null };

async function page(
  list: (typeof collections)[number]['list'],
  query: Readonly<Record<string, string>>,
): Promise<Page> {
  const { body } = await desk.harness.call(list, { as: 'root', params: { legalEntity: 'ACME' }, query });
  return body as Page;
}

describe.each(collections)('$list', (collection) => {
  const { id, value, other } = collection;
  const named = (name: string) => ({ [id]: name });

  test('creates, reads, changes and deletes under the ETag', async () => {
    const created = await desk.call(collection.put, named('ONE'), value);
    expect(created).toMatchObject({ status: 201, body: value });
    const etag = created.headers['etag'] ?? '';
    const read = await desk.call(collection.get, named('ONE'));
    expect(read).toMatchObject({ status: 200, body: value, headers: { etag } });

    expect(await desk.call(collection.put, named('ONE'), other)).toMatchObject({ status: 428 });
    expect(await desk.call(collection.put, named('ONE'), other, '"0"')).toMatchObject({
      status: 412,
      body: { current: etag },
    });
    const changed = await desk.call(collection.put, named('ONE'), other, etag);
    expect(changed).toMatchObject({ status: 200, body: other });
    expect(changed.headers['etag']).not.toBe(etag);

    expect(await desk.call(collection.delete, named('ONE'))).toMatchObject({ status: 428 });
    expect(await desk.call(collection.delete, named('ONE'), undefined, etag)).toMatchObject({ status: 412 });
    const deleted = await desk.call(collection.delete, named('ONE'), undefined, changed.headers['etag']);
    expect(deleted).toMatchObject({ status: 204, body: undefined });
    expect(await desk.call(collection.get, named('ONE'))).toMatchObject({ status: 404 });
    expect(await desk.call(collection.delete, named('ONE'), undefined, '*')).toMatchObject({ status: 404 });
    expect(await desk.call(collection.put, named('ONE'), value, '*')).toMatchObject({
      status: 412,
      body: { current: null },
    });
  });

  test('lists all by id in pages, and refuses a cursor that is not its own', async () => {
    const nth = (n: number) => ({ ...value, ...('nth' in collection ? collection.nth(n) : {}) });
    for (const [n, name] of ['b', 'a', '10', '9'].entries()) await desk.call(collection.put, named(name), nth(n));
    const first = await page(collection.list, { limit: '3' });
    const cursor = first.nextCursor ?? '';
    expect(first.items[0]).toMatchObject({ [id]: '10', ...nth(2), version: expect.any(Number) as number });
    const second = await page(collection.list, { limit: '3', cursor });
    expect([...first.items, ...second.items].map((item) => item[id])).toEqual(['10', '9', 'a', 'b']);
    expect(second.nextCursor).toBeNull();
    for (const query of [{ cursor: `x${cursor}` }, { cursor: `${cursor}x` }, { cursor: 'nonsense' }]) {
      const refused = await desk.harness.call(collection.list, { as: 'root', params: { legalEntity: 'ACME' }, query });
      expect(refused).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-cursor' } });
    }
  });

  test.each(['__proto__', 'toString', 'a#b%', '发票'])('an id may be %s', async (name) => {
    expect(await desk.call(collection.get, named(name))).toMatchObject({ status: 404 });
    expect(await desk.call(collection.put, named(name), value)).toMatchObject({ status: 201 });
    expect(await desk.call(collection.get, named(name))).toMatchObject({ status: 200, body: value });
    expect(await desk.call(collection.delete, named(name), undefined, '*')).toMatchObject({ status: 204 });
  });

  test('the same value again writes nothing', async () => {
    const first = await desk.call(collection.put, named('SAME'), value);
    const again = await desk.call(collection.put, named('SAME'), value, '*');
    expect(again).toMatchObject({ status: 200, headers: { etag: first.headers['etag'] } });
  });

  test('unknown fields are refused', async () => {
    const refused = await desk.call(collection.put, named('X'), { ...value, colour: 'red' });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/colour' }] } });
  });
});

test.each([
  ['0', 422],
  ['1', 200],
  ['100', 200],
  ['101', 422],
  ['ten', 422],
])('a page of %s answers %i', async (limit, status) => {
  const params = { legalEntity: 'ACME' };
  expect(await desk.harness.call('list-rules', { as: 'root', params, query: { limit } })).toMatchObject({ status });
});

test('a cursor of one list is refused in another', async () => {
  const params = { legalEntity: 'ACME' };
  const { body } = await desk.harness.call('list-rules', { as: 'root', params, query: { limit: '1' } });
  const query = { cursor: body.nextCursor ?? '' };
  expect(await desk.harness.call('list-reasons', { as: 'root', params, query })).toMatchObject({ status: 422 });
});

describe('a group (§2.5)', () => {
  test.each([
    ['1234567890', 'x'.repeat(60), 201],
    ['12345678901', 'x', 422],
    ['12345', 'x'.repeat(61), 422],
  ])('id %s with description %s answers %i', async (group, description, status) => {
    const answer = await desk.call('put-credit-management-group', { group }, { description });
    expect(answer.status).toBe(status);
  });
});

describe('what is used cannot be deleted', () => {
  test('a group by a rule', async () => {
    await desk.call('put-credit-management-group', { group: 'USED' }, { description: '' });
    const rule = { type: 'days-overdue', kind: 'blocking', scope: 'group', group: 'USED', days: 1 };
    await desk.call('put-rule', { rule: 'OF-GROUP' }, rule);
    const refused = await desk.call('delete-credit-management-group', { group: 'USED' }, undefined, '*');
    expect(refused).toMatchObject({ status: 409, body: { by: 'rules/OF-GROUP' } });
    await desk.call('delete-rule', { rule: 'OF-GROUP' }, undefined, '*');
    expect(await desk.call('delete-credit-management-group', { group: 'USED' }, undefined, '*')).toMatchObject({
      status: 204,
    });
  });

  test('an account status by a rule', async () => {
    await desk.call('put-account-status', { accountStatus: 'USED' }, { description: '', stops: 'all' });
    const rule = { type: 'account-status', kind: 'blocking', accountStatus: 'USED' };
    await desk.call('put-rule', { rule: 'OF-STATUS' }, rule);
    const refused = await desk.call('delete-account-status', { accountStatus: 'USED' }, undefined, '*');
    expect(refused).toMatchObject({ status: 409, body: { by: 'rules/OF-STATUS' } });
  });

  test('a default reason by the parameters, which it must fit too', async () => {
    await desk.call('put-reason', { reason: 'USED' }, { type: 'release', description: '' });
    const { body } = await desk.call('get-parameters');
    await desk.call('put-parameters', {}, { ...body, automaticReleaseReason: 'USED' }, '*');
    const deleted = await desk.call('delete-reason', { reason: 'USED' }, undefined, '*');
    expect(deleted).toMatchObject({ status: 409, body: { by: 'parameters' } });
    const retyped = await desk.call('put-reason', { reason: 'USED' }, { type: 'hold', description: '' }, '*');
    expect(retyped).toMatchObject({ status: 409, body: { by: 'parameters' } });
    const renamed = await desk.call('put-reason', { reason: 'USED' }, { type: 'release', description: 'New' }, '*');
    expect(renamed.status).toBe(200);
  });
});

test('set-up is read by everyone in the legal entity and written by its administrators (§1.2)', async () => {
  const legalEntity = 'ACME';
  const params = { legalEntity, reason: 'ROLE' };
  const body = { type: 'hold', description: '' };
  for (const role of ['order-intake', 'credit-clerk', 'credit-manager', 'auditor'] as const) {
    await desk.harness.grant(role, 'ACME', [role]);
    expect(await desk.harness.call('list-reasons', { as: role, params: { legalEntity } })).toMatchObject({
      status: 200,
    });
    expect(await desk.harness.call('put-reason', { as: role, params, body })).toMatchObject({ status: 403 });
    expect(await desk.harness.call('delete-reason', { as: role, params })).toMatchObject({ status: 403 });
  }
});

test('another legal entity is unknown, whatever its set-up holds (§1.3)', async () => {
  await desk.harness.grant('stranger', 'OTHER', ['credit-admin']);
  const answers = await Promise.all(
    ['ACME', 'NOWHERE'].map((legalEntity) =>
      desk.harness.call('get-rule', { as: 'stranger', params: { legalEntity, rule: 'a' } }),
    ),
  );
  expect(answers[0]).toMatchObject({ status: 404, body: { type: 'urn:holdfast:problem:legal-entity-not-found' } });
  expect(answers[0]).toEqual(answers[1]);
});
