import { beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../../functions/operations.ts';
import { startCustomerDesk, type CustomerDesk } from '../customers/customer-desk.ts';

let desk: CustomerDesk;
beforeAll(async () => {
  desk = await startCustomerDesk();
});

const years = (description = '') => ({
  description,
  type: 'customer-since',
  ranges: [{ from: '0', to: '1', score: 5 }],
});
const aRiskGroup = (from: number, to: number) => ({ description: '', indicator: '!', from, to });
const anAutomaticLimit = (wishes: object = {}) => ({
  description: '',
  riskGroup: 'USED',
  currency: 'EUR',
  maximumAnnualRevenue: '1000000.00',
  lines: [{ scoringGroup: 'YEARS', operator: 'at-least', value: '2', limit: '5000.00' }],
  ...wishes,
});

const put = (name: OperationName, params: Readonly<Record<string, string>>, body: object) =>
  desk.call(name, params, body);
const change = (name: OperationName, params: Readonly<Record<string, string>>, body?: object) =>
  desk.call(name, params, body, '*');

describe('risk groups (§12.4)', () => {
  test('are created, changed under their ETag, listed and deleted; gaps beside them are warned of', async () => {
    const first = await put('put-risk-group', { riskGroup: 'LOW' }, aRiskGroup(0, 10));
    expect(first).toMatchObject({ status: 201, body: { from: 0, warnings: [] } });
    const second = await put('put-risk-group', { riskGroup: 'MIDDLE' }, aRiskGroup(12, 20));
    expect(second.body).toMatchObject({ warnings: [{ pointer: '/from', code: 'gap-below', with: 'LOW' }] });
    expect((await put('put-risk-group', { riskGroup: 'MIDDLE' }, aRiskGroup(11, 20))).status).toBe(428);
    const moved = await desk.call(
      'put-risk-group',
      { riskGroup: 'MIDDLE' },
      aRiskGroup(11, 20),
      second.headers['etag'],
    );
    expect(moved).toMatchObject({ status: 200, body: { warnings: [] } });
    expect((await desk.call('list-risk-groups')).body.items).toMatchObject([
      { riskGroup: 'LOW', indicator: '!' },
      { riskGroup: 'MIDDLE', from: 11 },
    ]);
    expect((await change('delete-risk-group', { riskGroup: 'MIDDLE' })).status).toBe(204);
    expect((await desk.call('get-risk-group', { riskGroup: 'MIDDLE' })).status).toBe(404);
  });

  test('do not overlap', async () => {
    const refused = await put('put-risk-group', { riskGroup: 'OVER' }, aRiskGroup(10, 30));
    expect(refused).toMatchObject({
      status: 422,
      body: {
        type: 'urn:holdfast:problem:invalid-set-up',
        errors: [{ pointer: '/from', code: 'ranges-overlap', with: 'LOW' }],
      },
    });
    expect((await desk.call('get-risk-group', { riskGroup: 'OVER' })).status).toBe(404);
  });

  test.each([
    [{ ...aRiskGroup(40, 41), indicator: '' }, '/indicator'],
    [{ ...aRiskGroup(40, 41), from: '40' }, '/from'],
    [{ ...aRiskGroup(40, 41), from: 40.5 }, '/from'],
    [{ description: '', indicator: '!', from: 40 }, '/to'],
    [{ ...aRiskGroup(40, 41), colour: 'red' }, '/colour'],
  ])('%j is refused at %s', async (body, pointer) => {
    const refused = await put('put-risk-group', { riskGroup: 'BAD' }, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe('scoring groups (§12.4)', () => {
  test.each([
    [{ ...years(), ranges: [] }, '/ranges'],
    [{ ...years(), ranges: [{ from: '0', to: '1', score: 1.5 }] }, '/ranges/0/score'],
    [{ ...years(), ranges: [{ from: 0, to: '1', score: 1 }] }, '/ranges/0/from'],
    [{ ...years(), ranges: [{ from: '0', to: '1e3', score: 1 }] }, '/ranges/0/to'],
    [
      {
        ...years(),
        ranges: [
          { from: '0', to: '2', score: 1 },
          { from: '2', to: '3', score: 2 },
        ],
      },
      '/ranges/1',
    ],
    [{ ...years(), values: [] }, '/values'],
    [{ description: '', type: 'shoe-size', values: [] }, '/type'],
    [{ description: '', type: 'account-status', values: [{ value: 'GONE', score: 1 }] }, '/values/0/value'],
    [{ description: '', type: 'user-defined', name: 'RATING' }, ''],
    [{ description: '', type: 'user-defined', name: '__proto__', values: [{ value: 'A', score: 1 }] }, '/name'],
  ])('%j is refused at %s', async (body, pointer) => {
    const refused = await put('put-scoring-group', { scoringGroup: 'BAD' }, body);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  test('warn of gaps between their ranges', async () => {
    const ranges = [
      { from: '0', to: '1', score: 1 },
      { from: '3', to: '4', score: 2 },
    ];
    const saved = await put('put-scoring-group', { scoringGroup: 'GAP' }, { ...years(), ranges });
    expect(saved.body).toMatchObject({ warnings: [{ pointer: '/ranges/1/from', code: 'gap-below' }] });
  });
});

describe('what is used is not deleted', () => {
  const usedBy = (by: string) => ({ status: 409, body: { type: 'urn:holdfast:problem:in-use', by } });

  beforeAll(async () => {
    await put('put-scoring-group', { scoringGroup: 'YEARS' }, years());
    await put('put-risk-group', { riskGroup: 'USED' }, aRiskGroup(100, 110));
  });

  test('a risk group by a rule that it narrows, which needs it', async () => {
    const rule = { type: 'credit-limit-used', kind: 'blocking', scope: 'all', percent: '75', riskGroup: 'USED' };
    const unknown = await put('put-rule', { rule: 'R' }, { ...rule, riskGroup: 'GONE' });
    expect(unknown.body.errors).toEqual([{ pointer: '/riskGroup', code: 'unknown-risk-group' }]);
    expect((await put('put-rule', { rule: 'R' }, rule)).status).toBe(201);
    expect(await change('delete-risk-group', { riskGroup: 'USED' })).toMatchObject(usedBy('rules/R'));
    expect((await change('put-risk-group', { riskGroup: 'USED' }, aRiskGroup(100, 111))).status).toBe(200);
    expect((await change('delete-rule', { rule: 'R' })).status).toBe(204);
  });

  test('a risk group by customers, who need it', async () => {
    const unknown = await desk.put('C1', { riskGroup: 'GONE' });
    expect(unknown).toMatchObject({ status: 422, body: { pointer: '/riskGroup', kind: 'risk group' } });
    expect((await desk.put('C1', { riskGroup: 'USED' })).status).toBe(201);
    expect((await change('delete-risk-group', { riskGroup: 'USED' })).body).toMatchObject({
      by: 'customers',
      customers: 1,
    });
    await desk.put('C1', {}, '*');
  });

  test('a risk group and a scoring group by an automatic limit', async () => {
    expect((await put('put-automatic-limit', { automaticLimit: 'A' }, anAutomaticLimit())).status).toBe(201);
    const by = usedBy('automatic-limits/A');
    expect(await change('delete-risk-group', { riskGroup: 'USED' })).toMatchObject(by);
    expect(await change('delete-scoring-group', { scoringGroup: 'YEARS' })).toMatchObject(by);
    // It compares with a number of years.
    const countries = { description: '', type: 'country', values: [{ value: 'DE', score: 1 }] };
    expect(await change('put-scoring-group', { scoringGroup: 'YEARS' }, countries)).toMatchObject(by);
    expect((await change('put-scoring-group', { scoringGroup: 'YEARS' }, years('Renamed'))).status).toBe(200);
  });

  test('what an automatic limit names by one that scores or compares', async () => {
    await put('put-credit-management-group', { group: 'RETAIL' }, { description: '' });
    await put('put-credit-management-group', { group: 'OTHER' }, { description: '' });
    await put('put-account-status', { accountStatus: 'STOP' }, { description: '', stops: 'all' });
    const scored = (type: string, value: string) => ({ description: '', type, values: [{ value, score: 1 }] });
    await put('put-scoring-group', { scoringGroup: 'G' }, scored('credit-management-group', 'RETAIL'));
    await put('put-scoring-group', { scoringGroup: 'S' }, scored('account-status', 'STOP'));
    const scorer = (id: string) => usedBy(`scoring-groups/${id}`);
    expect(await change('delete-credit-management-group', { group: 'RETAIL' })).toMatchObject(scorer('G'));
    expect(await change('delete-account-status', { accountStatus: 'STOP' })).toMatchObject(scorer('S'));
    const lines = [{ scoringGroup: 'G', operator: 'not-equal', value: 'OTHER', limit: '1.00' }];
    await change('put-automatic-limit', { automaticLimit: 'A' }, anAutomaticLimit({ lines }));
    expect(await change('delete-credit-management-group', { group: 'OTHER' })).toMatchObject(
      usedBy('automatic-limits/A'),
    );
  });
});

describe('automatic limits (§12.5)', () => {
  test('are one for each risk group, currency and maximum', async () => {
    const twin = await put('put-automatic-limit', { automaticLimit: 'B' }, anAutomaticLimit());
    expect(twin.body.errors).toEqual([{ pointer: '/maximumAnnualRevenue', code: 'same-customers', with: 'A' }]);
    const inDollars = anAutomaticLimit({ currency: 'USD' });
    expect((await put('put-automatic-limit', { automaticLimit: 'B' }, inDollars)).status).toBe(201);
    expect((await desk.call('list-automatic-limits')).body.items).toMatchObject([
      { automaticLimit: 'A', currency: 'EUR' },
      { automaticLimit: 'B', currency: 'USD' },
    ]);
    expect(await desk.call('get-automatic-limit', { automaticLimit: 'B' })).toMatchObject({ body: inDollars });
    expect((await change('delete-automatic-limit', { automaticLimit: 'B' })).status).toBe(204);
  });

  test.each([
    [{ riskGroup: 'GONE' }, '/riskGroup'],
    [{ currency: 'XXX' }, '/currency'],
    [{ maximumAnnualRevenue: '1.005' }, '/maximumAnnualRevenue'],
    [{ lines: [] }, '/lines'],
    [{ lines: [{ scoringGroup: 'GONE', operator: 'equal', value: '2', limit: '1.00' }] }, '/lines/0/scoringGroup'],
    [{ lines: [{ scoringGroup: 'YEARS', operator: 'like', value: '2', limit: '1.00' }] }, '/lines/0/operator'],
    [{ lines: [{ scoringGroup: 'YEARS', operator: 'equal', value: '2.5', limit: '1.00' }] }, '/lines/0/value'],
    [{ lines: [{ scoringGroup: 'YEARS', operator: 'equal', value: '2', limit: '-1.00' }] }, '/lines/0/limit'],
    [{ lines: [{ scoringGroup: 'G', operator: 'less', value: 'RETAIL', limit: '1.00' }] }, '/lines/0/operator'],
    [{ lines: [{ scoringGroup: 'G', operator: 'equal', value: 'GONE', limit: '1.00' }] }, '/lines/0/value'],
  ])('with %j are refused at %s', async (wishes, pointer) => {
    const other = { maximumAnnualRevenue: '2000000.00', ...wishes };
    const refused = await put('put-automatic-limit', { automaticLimit: 'BAD' }, anAutomaticLimit(other));
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});
