import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../functions/roles.ts';
import { startCustomerDesk, type CustomerDesk } from './customer-desk.ts';

const roles: readonly Role[] = ['order-intake', 'credit-clerk', 'credit-manager', 'credit-admin', 'auditor'];

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
  await desk.put('C1');
  await desk.harness.call('put-legal-entity', {
    as: 'root',
    params: { legalEntity: 'FOREIGN' },
    body: { name: 'Foreign', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' },
  });
  await desk.harness.grant('root', 'FOREIGN', ['credit-manager']);
  const params = { legalEntity: 'FOREIGN', customer: 'C1' };
  await desk.harness.call('put-customer', { as: 'root', params, body: { name: 'Theirs', currency: 'EUR' } });
  for (const role of roles) await desk.harness.grant(role, 'ACME', [role]);
});

const reads = ['get-customer', 'list-customers', 'get-credit-position'] as const;

describe.each(reads)('%s', (name) => {
  test.each(roles)('%s may', async (role) => {
    const params = { legalEntity: 'ACME', customer: 'C1' };
    expect(await desk.harness.call(name, { as: role, params: paramsOf(name, params) })).toMatchObject({ status: 200 });
  });
});

test.each(roles)('put-customer is for credit managers: %s', async (role) => {
  const params = { legalEntity: 'ACME', customer: `BY-${role}` };
  const body = { name: 'Mine', currency: 'EUR' };
  const answer = await desk.harness.call('put-customer', { as: role, params, body });
  expect(answer.status).toBe(role === 'credit-manager' ? 201 : 403);
});

describe.each([...reads, 'put-customer'] as const)('§1.3: %s', (name) => {
  test('answers for a foreign legal entity as for an unknown one', async () => {
    const body = name === 'put-customer' ? { name: 'Mine', currency: 'EUR' } : undefined;
    const ask = (legalEntity: string) =>
      desk.harness.call(name, {
        as: 'credit-manager',
        params: paramsOf(name, { legalEntity, customer: 'C1' }),
        body,
      });
    const foreign = await ask('FOREIGN');
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(await ask('UNKNOWN'));
  });
});

test('customers of one id in two legal entities are two', async () => {
  const params = { legalEntity: 'FOREIGN', customer: 'C1' };
  const theirs = await desk.harness.call('get-customer', { as: 'root', params });
  expect(theirs.body).toMatchObject({ name: 'Theirs' });
  expect((await desk.get('C1')).body).toMatchObject({ name: 'Northwind' });
});

function paramsOf(name: string, params: { readonly legalEntity: string; readonly customer: string }) {
  const { legalEntity } = params;
  const named: Readonly<Record<string, string>> = name === 'list-customers' ? { legalEntity } : params;
  return named;
}
