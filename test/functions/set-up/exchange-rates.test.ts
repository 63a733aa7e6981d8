import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AuthorizedEntity } from '../../../functions/actor.ts';
import { auditLinkCodec } from '../../../functions/store/audit.ts';
import { auditPrefix, entityPartition } from '../../../functions/store/keys.ts';
import { readRulebookPointer } from '../../../functions/store/rulebook.ts';
import { table } from '../../../functions/store/table.ts';
import { startDesk, type Desk } from './set-up-desk.ts';

const acme = 'ACME' as AuthorizedEntity;
let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.call('put-rate-type', { rateType: 'ECB' }, { description: 'Reference rates' });
  await desk.call('put-rate-type', { rateType: '__proto__' }, { description: 'Any text is a code' });
});

const dollars = { rateType: 'ECB', from: 'USD', to: 'EUR', validFrom: '2026-06-01', rate: '0.925' };
const yen = { rateType: 'ECB', from: 'JPY', to: 'EUR', validFrom: '2026-06-01', rate: '0.00625' };

const put = (...rates: readonly object[]) => desk.call('put-exchange-rates', {}, { rates });
const version = async (): Promise<number> => (await readRulebookPointer(acme)).version;

async function list(query: Readonly<Record<string, string>> = {}) {
  const { body } = await desk.harness.call('list-exchange-rates', {
    as: 'root',
    params: { legalEntity: 'ACME' },
    query,
  });
  return body;
}

async function lastAudit() {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: desk.harness.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': entityPartition(acme), ':prefix': auditPrefix },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return auditLinkCodec(Items[0], 'audit');
}

describe('exchange rates (§2.7)', () => {
  test('are put together in one change, whose audit names what changed and nothing else', async () => {
    const before = await version();
    expect(await put(dollars, yen)).toMatchObject({ status: 200, body: { rulebookVersion: before + 1 } });
    expect((await list()).items).toEqual([yen, dollars]);
    expect(await put(dollars, { ...yen, rate: '0.006' })).toMatchObject({ body: { rulebookVersion: before + 2 } });
    expect(await lastAudit()).toMatchObject({
      what: { kind: 'exchange-rates', id: 'ACME' },
      before: { ECB: { 'JPY/EUR': { '2026-06-01': '0.00625' } } },
      after: { ECB: { 'JPY/EUR': { '2026-06-01': '0.006' } } },
    });
  });

  test('the same ones again write nothing', async () => {
    await put(dollars);
    const before = await version();
    expect(await put(dollars)).toMatchObject({ status: 200, body: { rulebookVersion: before } });
    expect(await version()).toBe(before);
  });

  test('are listed by type, pair and date, in pages', async () => {
    await put({ ...dollars, validFrom: '2026-07-01' }, { ...dollars, rateType: '__proto__', rate: '1' });
    const query = { from: 'USD', rateType: 'ECB' };
    const first = await list({ ...query, limit: '1' });
    expect(first.items).toEqual([dollars]);
    const second = await list({ ...query, limit: '1', cursor: first.nextCursor ?? '' });
    expect(second).toEqual({ items: [{ ...dollars, validFrom: '2026-07-01' }], nextCursor: null });
    expect((await list({ rateType: '__proto__' })).items).toEqual([{ ...dollars, rateType: '__proto__', rate: '1' }]);
    expect((await list({ to: 'USD' })).items).toEqual([]);
  });

  test('one is deleted, and the others stay', async () => {
    await put(dollars, { ...dollars, validFrom: '2026-08-01' });
    const { rate: _, ...place } = { ...dollars, validFrom: '2026-08-01' };
    expect(await desk.call('delete-exchange-rate', place)).toMatchObject({ status: 204 });
    expect(await desk.call('delete-exchange-rate', place)).toMatchObject({ status: 404 });
    expect((await list({ from: 'USD', rateType: 'ECB' })).items).toContainEqual(dollars);
    expect(await lastAudit()).toMatchObject({ before: { ECB: { 'USD/EUR': { '2026-08-01': '0.925' } } }, after: {} });
  });

  test.each([
    ['/rates/1/rateType', { rateType: 'toString' }],
    ['/rates/1/to', { to: 'USD' }],
    ['/rates/1/rate', { rate: '0' }],
    ['/rates/1/rate', { rate: '-1' }],
    ['/rates/1/rate', { rate: 0.5 }],
    ['/rates/1/rate', { rate: '0.1234567890123' }],
    ['/rates/1/from', { from: 'XXX' }],
    ['/rates/1/validFrom', { validFrom: '2026-02-30' }],
    ['/rates/1/colour', { colour: 'red' }],
    ['/rates/1', {}],
  ])('%s that is wrong refuses all: %j', async (pointer, wishes) => {
    const before = await version();
    const fresh = { ...dollars, validFrom: '2030-01-01' };
    const refused = await put(fresh, { ...fresh, ...wishes });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    expect(await version()).toBe(before);
  });

  test.each([
    [0, 422],
    [1_000, 200],
    [1_001, 422],
  ])('%i at once answer %i', async (count, status) => {
    const rates = Array.from({ length: count }, (_, index) => {
      const validFrom = new Date(Date.UTC(1990, 0, 1 + index)).toISOString().slice(0, 10);
      return { ...dollars, from: 'GBP', validFrom };
    });
    expect((await put(...rates)).status).toBe(status);
  });
});

test('a rate type is in use while it has rates, or parameters name it', async () => {
  await desk.call('put-rate-type', { rateType: 'USED' }, { description: '' });
  const place = { rateType: 'USED', from: 'USD', to: 'EUR', validFrom: '2026-06-01' };
  await put({ ...place, rate: '1' });
  const { body } = await desk.call('get-parameters');
  const parameters = (creditLimitRateType: string | null) =>
    desk.call('put-parameters', {}, { ...body, creditLimitRateType }, '*');
  const remove = () => desk.call('delete-rate-type', { rateType: 'USED' }, undefined, '*');
  expect(await parameters('NONE')).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/creditLimitRateType', code: 'unknown-rate-type' }] },
  });
  expect(await parameters('USED')).toMatchObject({ status: 200 });
  expect(await remove()).toMatchObject({ status: 409, body: { by: 'parameters' } });
  await parameters(null);
  expect(await remove()).toMatchObject({ status: 409, body: { by: 'exchange-rates' } });
  await desk.call('delete-exchange-rate', place);
  expect(await remove()).toMatchObject({ status: 204 });
});
