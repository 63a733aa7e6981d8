import { beforeAll, describe, expect, test } from 'vitest';
import { defaultParameters } from '../../../domain/parameters.ts';
import { startDesk, type Desk } from './set-up-desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.call('put-reason', { reason: 'GO' }, { type: 'release', description: 'Let it go' });
  await desk.call('put-reason', { reason: 'STOP' }, { type: 'hold', description: 'Stop it' });
});

const parameters = { ...defaultParameters, checkpoints: { ...defaultParameters.checkpoints } };
const grace = (graceDays: number) => ({ posting: true, proForma: false, graceDays });

function put(changes: object, ifMatch = '*') {
  return desk.call('put-parameters', {}, { ...parameters, ...changes }, ifMatch);
}

function putCheckpoints(checkpoints: object) {
  return put({ checkpoints: { ...parameters.checkpoints, ...checkpoints } });
}

describe('parameters (§2.1, §2.2)', () => {
  test('start at their defaults, and are changed as a whole under their ETag', async () => {
    const read = await desk.call('get-parameters');
    expect(read.body).toEqual(defaultParameters);
    const changed = await put({ creditLimitCheck: 'hold', cancelledOrderReason: 'GO' }, read.headers['etag']);
    expect(changed).toMatchObject({ status: 200, body: { creditLimitCheck: 'hold', cancelledOrderReason: 'GO' } });
    expect(await put({}, read.headers['etag'])).toMatchObject({ status: 412 });
    expect(await desk.call('put-parameters', {}, parameters)).toMatchObject({ status: 428 });
    const again = await desk.call('get-parameters');
    expect(again).toMatchObject({ body: changed.body, headers: { etag: changed.headers['etag'] } });
  });

  test('the same document again changes nothing, its ETag neither', async () => {
    const first = await put({ removeBlockedLoadLines: true });
    const second = await put({ removeBlockedLoadLines: true }, first.headers['etag']);
    expect(second).toMatchObject({ status: 200, headers: { etag: first.headers['etag'] } });
  });

  test('grace days at one posting checkpoint need them at every enabled one', async () => {
    const refused = await putCheckpoints({ confirmation: grace(3), invoice: { posting: true, proForma: false } });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/checkpoints/invoice/graceDays', code: 'grace-days-missing' }] },
    });
    expect(await putCheckpoints({ confirmation: grace(3), invoice: grace(1) })).toMatchObject({ status: 200 });
    const proFormaOnly = { posting: false, proForma: true };
    expect(await putCheckpoints({ confirmation: grace(3), invoice: proFormaOnly })).toMatchObject({ status: 200 });
  });

  test('grace days need posting', async () => {
    const refused = await putCheckpoints({ invoice: { posting: false, proForma: true, graceDays: 2 } });
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/checkpoints/invoice/graceDays', code: 'grace-days-need-posting' }] },
    });
  });

  test('default reasons are release reasons that exist; every wrong one is pointed to', async () => {
    const refused = await put({ modifiedOrderReason: 'STOP', automaticReleaseReason: 'NOWHERE' });
    expect(refused).toMatchObject({ status: 422, body: { type: 'urn:holdfast:problem:invalid-set-up' } });
    expect(refused.body.errors).toEqual([
      { pointer: '/modifiedOrderReason', code: 'not-a-release-reason' },
      { pointer: '/automaticReleaseReason', code: 'unknown-reason' },
    ]);
    expect(await put({ modifiedOrderReason: 'constructor' })).toMatchObject({ status: 422 });
  });

  test.each([
    ['0', 200],
    ['0.01', 200],
    ['0.001', 422],
    ['-0.01', 422],
    ['10000000000000000.00', 200],
    ['10000000000000000.01', 422],
  ])('ignoreOrdersBelow and ignoreOverdueBelow %s answer %i', async (amount, status) => {
    expect(await put({ ignoreOrdersBelow: amount })).toMatchObject({ status });
    expect(await put({ ignoreOverdueBelow: amount })).toMatchObject({ status });
  });

  test.each([
    [{ releaseDelaySeconds: 0, creditLimitRateType: null }, 200],
    [{ releaseDelaySeconds: 1 }, 200],
    [{ releaseDelaySeconds: 60 }, 200],
    [{ releaseDelaySeconds: 61 }, 422],
    [{ releaseDelaySeconds: -1 }, 422],
    [{ releaseDelaySeconds: 0.5 }, 422],
    [{ creditLimitRateType: 'ECB' }, 422],
    [{ releaseTolerance: { percent: '5.0001', days: 0 } }, 200],
    [{ releaseTolerance: { percent: '5.00001', days: 0 } }, 422],
    [{ releaseTolerance: { percent: 5, days: 0 } }, 422],
    [{ creditLimitCheck: 'maybe' }, 422],
    [{ useUnappliedCash: undefined }, 422],
    [{ colour: 'red' }, 422],
    [{ statisticsMonths: { ...parameters.statisticsMonths, exposure: 0 } }, 422],
    [{ checkpoints: { ...parameters.checkpoints, confirmation: grace(0) } }, 422],
  ])('%j answers %i', async (changes, status) => {
    const answer = await put(changes);
    expect(answer.status).toBe(status);
    if (status === 422) expect(answer.body.errors).toMatchObject([{ pointer: expect.stringMatching(/^\//) as string }]);
  });
});
