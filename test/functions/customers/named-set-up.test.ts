import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startCustomerDesk, type CustomerDesk } from './customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
});

const named = [
  {
    kind: 'account-status',
    param: 'accountStatus',
    field: 'accountStatus',
    put: 'put-account-status',
    delete: 'delete-account-status',
    value: { description: '', stops: 'all' },
  },
  {
    kind: 'credit-management-group',
    param: 'group',
    field: 'creditManagementGroup',
    put: 'put-credit-management-group',
    delete: 'delete-credit-management-group',
    value: { description: '' },
  },
  {
    kind: 'reason',
    param: 'reason',
    field: 'accountStatusReason',
    put: 'put-reason',
    delete: 'delete-reason',
    value: { type: 'status', description: '' },
  },
  {
    kind: 'risk-group',
    param: 'riskGroup',
    field: 'riskGroup',
    put: 'put-risk-group',
    delete: 'delete-risk-group',
    value: { description: '', indicator: '!', from: 1, to: 2 },
  },
] as const;

const call = (name: OperationName, params: Readonly<Record<string, string>>) => desk.call(name, params, undefined, '*');

describe.each(named)('what customers name: $kind (§3.2)', ({ param, field, value, ...operations }) => {
  const at = (code: string) => ({ [param]: code });

  test('is not deleted while one does, and is once none does', async () => {
    await desk.call(operations.put, at('USED'), value);
    const given = { [field]: 'USED' };
    for (const customer of [`${param}-1`, `${param}-2`]) await desk.put(customer, given);
    expect((await call(operations.delete, at('USED'))).body).toMatchObject({
      type: 'urn:holdfast:problem:in-use',
      by: 'customers',
      customers: 2,
    });
    await desk.put(`${param}-1`, {}, '*');
    await desk.put(`${param}-2`, { ...given, name: 'Renamed' }, '*');
    expect((await call(operations.delete, at('USED'))).body).toMatchObject({ customers: 1 });
    await desk.put(`${param}-2`, {}, '*');
    expect((await call(operations.delete, at('USED'))).status).toBe(204);
  });

  test('can be named again once it is set up again', async () => {
    await desk.call(operations.put, at('BACK'), value);
    expect((await call(operations.delete, at('BACK'))).status).toBe(204);
    const customer = `${param}-3`;
    expect((await desk.put(customer, { [field]: 'BACK' })).body).toMatchObject({ pointer: `/${field}`, value: 'BACK' });
    await desk.call(operations.put, at('BACK'), value);
    expect((await desk.put(customer, { [field]: 'BACK' })).status).toBe(201);
  });
});

test('a reason that customers name stays a status reason', async () => {
  await desk.call('put-reason', { reason: 'SLOW' }, { type: 'status', description: '' });
  await desk.put('SLOW', { accountStatusReason: 'SLOW' });
  const other = { type: 'release', description: '' };
  expect((await desk.call('put-reason', { reason: 'SLOW' }, other, '*')).body).toMatchObject({ by: 'customers' });
  expect((await desk.call('put-reason', { reason: 'SLOW' }, { type: 'status', description: 'Slow' }, '*')).status).toBe(
    200,
  );
  await desk.put('SLOW', {}, '*');
  expect((await desk.call('put-reason', { reason: 'SLOW' }, other, '*')).status).toBe(200);
});
