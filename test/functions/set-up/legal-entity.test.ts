import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startHarness, type Harness } from '../../harness/start-harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});

const acme = { name: 'Acme', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' };

function put(legalEntity: string, body: unknown, ifMatch?: string) {
  return harness.call('put-legal-entity', {
    as: 'root',
    params: { legalEntity },
    body,
    headers: { 'if-match': ifMatch },
  });
}

describe('legal entities (§1.1)', () => {
  test('creating one answers 201 with an ETag, makes the caller its administrator and gives default parameters', async () => {
    const created = await put('ACME', acme);
    expect(created).toMatchObject({ status: 201, body: acme });
    expect(created.headers['etag']).toBe('"1"');

    const read = await harness.call('get-legal-entity', { as: 'root', params: { legalEntity: 'ACME' } });
    expect(read).toMatchObject({ status: 200, body: acme });
    expect(read.headers['etag']).toBe('"1"');
    const parameters = await harness.call('get-parameters', { as: 'root', params: { legalEntity: 'ACME' } });
    expect(parameters).toMatchObject({ status: 200, body: { creditLimitCheck: 'warn' } });
    const rules = await harness.call('list-rules', { as: 'root', params: { legalEntity: 'ACME' } });
    expect(rules.body).toEqual({ items: [], nextCursor: null });
  });

  test('the base currency is fixed, name and time zone are not', async () => {
    await put('FIXED', acme);
    const refused = await put('FIXED', { ...acme, baseCurrency: 'USD' }, '"1"');
    expect(refused).toMatchObject({
      status: 409,
      body: { type: 'urn:holdfast:problem:base-currency-fixed', baseCurrency: 'EUR' },
    });
    const renamed = await put('FIXED', { ...acme, name: 'Other', timeZone: 'Asia/Tokyo' }, '"1"');
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Other' } });
    expect(renamed.headers['etag']).toBe('"2"');
  });

  test('changing one needs its ETag, and only the administrator of the installation may', async () => {
    await put('GUARDED', acme);
    expect(await put('GUARDED', acme)).toMatchObject({ status: 428, body: { header: 'If-Match' } });
    expect(await put('GUARDED', acme, '"7"')).toMatchObject({ status: 412, body: { current: '"1"' } });
    expect(await put('GUARDED', acme, '*')).toMatchObject({ status: 200 });
    expect(await put('NOT-THERE', acme, '*')).toMatchObject({ status: 412, body: { current: null } });
    const params = { legalEntity: 'GUARDED' };
    const other = await harness.call('put-legal-entity', {
      as: 'ann',
      params,
      body: acme,
      headers: { 'if-match': '*' },
    });
    expect(other).toMatchObject({ status: 403, body: { needs: ['installation-admin'] } });
  });

  test.each([
    [{ ...acme, baseCurrency: 'XXX' }, '/baseCurrency'],
    [{ ...acme, timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ ...acme, name: '' }, '/name'],
    [{ ...acme, colour: 'red' }, '/colour'],
  ])('a wrong field is pointed to: %j', async (body, pointer) => {
    const refused = await put('WRONG', body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('moves to a time zone further west once it is the same day there, and goes on to decide', async () => {
    const here = { legalEntity: 'KIRITIMATI' };
    const call = (name: OperationName, params: object, body: object, key: Readonly<Record<string, string>> = {}) =>
      harness.call(name, { as: 'root', params: { ...here, ...params }, body, headers: key });
    const ask = async (order: string) => {
      await call('put-order', { order }, { customer: 'C', version: 1, state: 'draft', amount: '1', currency: 'EUR' });
      const asked = { customer: 'C', order, checkpoint: 'confirmation', mode: 'posting' };
      return call('request-checkpoint', {}, asked, { 'idempotency-key': order });
    };
    await put('KIRITIMATI', { ...acme, timeZone: 'Pacific/Kiritimati' });
    await harness.grant('root', 'KIRITIMATI', ['credit-admin', 'credit-manager', 'order-intake']);
    await call('put-customer', { customer: 'C' }, { name: 'C', currency: 'EUR', creditLimit: '100' });
    expect(await ask('O1')).toMatchObject({ body: { answer: 'passed', businessDate: '2026-06-16' } });
    expect(await put('KIRITIMATI', acme, '*')).toMatchObject({
      status: 409,
      body: { type: 'urn:holdfast:problem:business-date-would-go-back', today: '2026-06-16', date: '2026-06-15' },
    });
    harness.setClock('2026-06-15T22:00:00Z', 'KIRITIMATI');
    expect((await put('KIRITIMATI', acme, '*')).status).toBe(200);
    expect(await ask('O2')).toMatchObject({ status: 200, body: { answer: 'passed', businessDate: '2026-06-16' } });
  });

  test.each(['__proto__', 'constructor'])('%s is no id of one: grants are kept by it', async (id) => {
    const pointer = '/path/legalEntity';
    expect(await put(id, acme)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect((await put(`${id}s`, acme)).status).toBe(201);
  });

  test('of two that create it at once, one does', async () => {
    const answers = await Promise.all([put('TWICE', acme), put('TWICE', acme)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 428]);
  });

  test('a list shows those that the actor has a role in, page by page', async () => {
    for (const legalEntity of ['LIST-B', 'LIST-A', 'LIST-C']) {
      await put(legalEntity, acme);
      if (legalEntity !== 'LIST-B') await harness.grant('lister', legalEntity, ['auditor']);
    }
    const first = await harness.call('list-legal-entities', { as: 'lister', query: { limit: '1' } });
    expect(first.body.items).toEqual([{ ...acme, legalEntity: 'LIST-A', version: 1 }]);
    const query = { limit: '1', cursor: first.body.nextCursor ?? '' };
    const second = await harness.call('list-legal-entities', { as: 'lister', query });
    expect(second.body).toMatchObject({ items: [{ legalEntity: 'LIST-C' }], nextCursor: null });
  });

  test('a foreign legal entity and an unknown one answer alike (§1.3)', async () => {
    await put('FOREIGN', acme);
    await harness.grant('stranger', 'ACME', ['credit-admin']);
    const answers = await Promise.all(
      ['FOREIGN', 'UNKNOWN'].map((legalEntity) =>
        harness.call('get-legal-entity', { as: 'stranger', params: { legalEntity } }),
      ),
    );
    expect(answers[0]?.status).toBe(404);
    expect(answers[0]).toEqual(answers[1]);
  });
});
