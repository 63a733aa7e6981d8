import { beforeAll, describe, expect, test } from 'vitest';
import { startDesk, type Desk } from './set-up-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.call('put-credit-management-group', { group: 'WHOLESALE' }, { description: 'Wholesale' });
  await desk.call('put-account-status', { accountStatus: 'ACTIVE' }, { description: 'Active', stops: 'none' });
  await desk.call('put-risk-group', { riskGroup: 'HIGH' }, { description: '', indicator: '*', from: 0, to: 50 });
});

let rules = 0;
function put(rule: object) {
  rules += 1;
  return desk.call('put-rule', { rule: `R${rules}` }, rule);
}

const blocking = { kind: 'blocking', scope: 'all' };
const exclusion = { kind: 'exclusion', scope: 'group', group: 'WHOLESALE' };

describe('rules (§6.1, §6.2)', () => {
  test.each([
    { ...blocking, type: 'days-overdue', days: 30 },
    { ...exclusion, type: 'days-overdue', days: 90 },
    { ...exclusion, type: 'days-overdue', valueType: 'amount', currency: 'EUR', amount: '500.00' },
    { ...blocking, type: 'account-status', accountStatus: 'ACTIVE' },
    { ...blocking, type: 'terms-of-payment', paymentTerms: 'N60' },
    { ...blocking, type: 'credit-limit-expired', days: 0 },
    { ...blocking, type: 'overdue-amount', amount: '2000.00', percent: '60' },
    { ...exclusion, type: 'overdue-amount', amount: '2000.00' },
    { ...exclusion, type: 'overdue-amount', valueType: 'percent', amount: '2000.00', percent: '60.5' },
    { ...blocking, type: 'sales-order-amount', amount: '100.00', boundary: 'reached' },
    { ...blocking, type: 'credit-limit-used', percent: '75', riskGroup: 'HIGH' },
    { ...exclusion, type: 'credit-limit-used', percent: '120', releaseSalesOrder: true },
    { kind: 'blocking', scope: 'customer', account: 'C1', type: 'credit-limit-used', percent: '75' },
  ])('saves and reads $type $kind as written, with what was left out', async (rule) => {
    const saved = await put(rule);
    expect(saved).toMatchObject({ status: 201, body: { ...rule, warnings: [] } });
    const read = await desk.call('get-rule', { rule: `R${rules}` });
    expect(read).toMatchObject({ status: 200, headers: { etag: saved.headers['etag'] } });
    expect({ ...read.body, warnings: [] }).toEqual(saved.body);
  });

  test('account status and terms of payment are for all where no scope is given', async () => {
    const saved = await put({ type: 'account-status', kind: 'blocking', accountStatus: 'ACTIVE' });
    expect(saved).toMatchObject({ status: 201, body: { scope: 'all' } });
  });

  test('warns of an exclusion that can do nothing (§6.3.5)', async () => {
    const idle = { type: 'sales-order-amount', kind: 'exclusion', scope: 'all', amount: '10.00' };
    const saved = await put(idle);
    expect(saved).toMatchObject({
      status: 201,
      body: { warnings: [{ pointer: '/scope', code: 'exclusion-can-do-nothing' }] },
    });
    expect(await put({ ...idle, releaseSalesOrder: true })).toMatchObject({ body: { warnings: [] } });
  });

  test.each([
    [{ ...blocking, type: 'gut-feeling' }, ['/type']],
    [{ ...blocking, type: 'days-overdue', kind: 'maybe', days: 1 }, ['/kind']],
    [{ ...blocking, type: 'days-overdue', valueType: 'amount', days: 1 }, ['/valueType']],
    [{ ...blocking, type: 'days-overdue' }, ['/days']],
    [{ ...blocking, type: 'days-overdue', days: -1 }, ['/days']],
    [{ ...blocking, type: 'days-overdue', days: 1.5 }, ['/days']],
    [{ ...blocking, type: 'days-overdue', days: '30' }, ['/days']],
    [{ ...blocking, type: 'days-overdue', days: 36_501 }, ['/days']],
    [{ ...blocking, type: 'days-overdue', days: 30, currency: 'EUR' }, ['/currency']],
    [{ ...blocking, type: 'days-overdue', days: 30, releaseSalesOrder: true }, ['/releaseSalesOrder']],
    [{ ...exclusion, type: 'days-overdue', valueType: 'amount', amount: '1.00' }, ['/currency']],
    [{ type: 'days-overdue', kind: 'blocking', days: 30 }, ['/scope']],
    [{ ...blocking, type: 'days-overdue', days: 30, account: 'C1' }, ['/account']],
    [{ ...blocking, scope: 'customer', type: 'days-overdue', days: 30 }, ['/account']],
    [{ ...blocking, scope: 'group', type: 'days-overdue', days: 30, account: 'C1' }, ['/account', '/group']],
    [{ ...blocking, scope: 'group', group: 'RETAIL', type: 'days-overdue', days: 30 }, ['/group']],
    [{ ...blocking, type: 'account-status', accountStatus: 'CLOSED' }, ['/accountStatus']],
    [{ ...blocking, type: 'sales-order-amount', amount: 100 }, ['/amount']],
    [{ ...blocking, type: 'sales-order-amount', amount: '-0.01' }, ['/amount']],
    [{ ...blocking, type: 'sales-order-amount', amount: '0.001' }, ['/amount']],
    [{ ...blocking, type: 'sales-order-amount', amount: '0.1', currency: 'JPY' }, ['/amount']],
    [{ ...blocking, type: 'sales-order-amount', amount: '1', currency: 'XXX' }, ['/currency']],
    [{ ...blocking, type: 'credit-limit-used', percent: '75.00001' }, ['/percent']],
    [{ ...blocking, type: 'overdue-amount', amount: '1.00' }, ['/percent']],
  ])('refuses %j and points to what is wrong', async (rule, pointers) => {
    const refused = await put(rule);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
    expect(await desk.call('get-rule', { rule: `R${rules}` })).toMatchObject({ status: 404, body: { kind: 'rule' } });
  });

  test('both references of a rule are reported at once', async () => {
    const refused = await put({
      type: 'account-status',
      kind: 'blocking',
      scope: 'group',
      group: 'X',
      accountStatus: 'Y',
    });
    expect(refused.body.errors).toEqual([
      { pointer: '/group', code: 'unknown-credit-management-group' },
      { pointer: '/accountStatus', code: 'unknown-account-status' },
    ]);
  });
});
