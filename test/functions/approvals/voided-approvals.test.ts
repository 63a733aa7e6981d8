import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApprovalDesk, type ApprovalDesk, type Held } from './approval-desk.ts';

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await startApprovalDesk();
  await desk.workflow('W');
  await desk.workflow('R', { for: 'hold-reject' });
});
afterAll(() => desk.harness.background().stop());

const newVersion = ({ order, customer }: Held, amount: string) => desk.order(order, { customer, version: 2, amount });
const limit = async ({ customer }: Held, creditLimit: string) => {
  const body = { name: customer, currency: 'EUR', creditLimit };
  await desk.call('put-customer', { customer }, body, { headers: { 'if-match': '*' } });
  await desk.settle();
};
const cancel = ({ order, customer }: Held) => desk.call('cancel-order', { order }, { customer });

/** Asked of a hold, and as far on as the test is about. */
const stages = {
  'under way': async (held: Held) => desk.submit('cleo', held.hold),
  'sent back': async (held: Held) => {
    const request = await desk.submit('cleo', held.hold);
    await desk.act('send-back-request', 'mia', request);
    return request;
  },
  approved: async (held: Held) => {
    const request = await desk.submit('cleo', held.hold);
    await desk.act('approve-request', 'mia', request);
    return request;
  },
} as const;

describe.each(Object.entries(stages))('an approval %s', (_, prepare) => {
  test.each([
    ['a change of the amount', (held: Held) => newVersion(held, '10000.01'), 'order-changed', 'open'],
    ['a new version of the same amount', (held: Held) => newVersion(held, '10000.00'), 'order-changed', 'open'],
    ['the cancellation of the order', cancel, 'order-ended', 'cancelled'],
    ['an evaluation that clears all reasons', (held: Held) => limit(held, '20000.00'), 'reasons-cleared', 'released'],
  ] as const)('is void after %s (§9.4, §11.4)', async (_what, change, because, state) => {
    const held = await desk.held();
    const request = await prepare(held);
    await change(held);
    expect(await desk.holdNow(held.hold)).toMatchObject({ state, approval: null });
    const ended = await desk.request(request);
    expect(ended).toMatchObject({ state: 'void' });
    expect(ended.history.at(-1)).toMatchObject({ action: 'void', because });
    const late = await desk.act('approve-request', 'max', request);
    expect(late).toMatchObject({
      status: 409,
      body: { type: 'urn:holdfast:problem:approval-not-in-state', state: 'void' },
    });
    if (state === 'open') expect(await desk.submit('cleo', held.hold)).not.toBe(request);
  });
});

describe('a request stands', () => {
  test('while a reason does', async () => {
    const held = await desk.held();
    const request = await desk.submit('cleo', held.hold);
    await limit(held, '9999.99');
    expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'awaiting-approval', approval: { request } });
    expect(await desk.act('approve-request', 'mia', request)).toMatchObject({ body: { state: 'approved' } });
    await limit(held, '9999.00');
    expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'open', approval: { request, isGranted: true } });
  });

  test('about the rejection of a hold that was ready to release, while it would not go by itself', async () => {
    await desk.parameters({ autoRelease: 'off' });
    const held = await desk.held();
    await limit(held, '20000.00');
    expect(await desk.stateOf(held.hold)).toBe('ready-to-release');
    const request = await desk.submitRejection('mia', held.hold);
    await limit(held, '30000.00');
    expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'awaiting-approval', approval: { request } });
    await desk.act('recall-request', 'mia', request);
    expect(await desk.stateOf(held.hold)).toBe('ready-to-release');
    // What has no reasons any more needs no approval to be released.
    expect((await desk.release('mia', [held.hold])).body.results).toMatchObject([{ outcome: 'done' }]);
    await desk.parameters({ autoRelease: 'without-posting' });
  });
});

test('excluding the order ends what was under way (§7.3, §9.4)', async () => {
  const held = await desk.held();
  const request = await desk.submit('cleo', held.hold);
  await desk.call('exclude-order', { order: held.order }, { isExcluded: true }, { headers: { 'if-match': '*' } });
  await desk.settle();
  expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'ready-to-release', approval: null });
  expect(await desk.request(request)).toMatchObject({ state: 'void' });
});

test('a delayed release that rests on an approval is given up with it (§8.7, §11.4)', async () => {
  await desk.parameters({ releaseDelaySeconds: 60 });
  const held = await desk.held();
  const request = await desk.submit('cleo', held.hold, { mode: 'with-posting' });
  await desk.act('approve-request', 'mia', request);
  const releasing = await desk.release('cleo', [held.hold], { mode: 'with-posting' });
  expect(releasing.body.results).toMatchObject([{ outcome: 'done', hold: { state: 'releasing' } }]);
  await newVersion(held, '9000.00');
  expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'open', releasing: null, approval: null });
  expect(await desk.request(request)).toMatchObject({ state: 'void' });
  await desk.parameters({ releaseDelaySeconds: 0 });
});

describe('a forced hold (§10.2, §11.1)', () => {
  const force = async ({ order }: Held) => desk.call('force-hold', { order }, { reason: 'WHY' }, { as: 'max' });

  test('recalls what is under way, and voids what was approved', async () => {
    for (const [stage, state] of [
      [stages['under way'], 'recalled'],
      [stages.approved, 'void'],
    ] as const) {
      const held = await desk.held();
      const request = await stage(held);
      await force(held);
      expect(await desk.holdNow(held.hold)).toMatchObject({ state: 'open', approval: null, isForced: true });
      const ended = await desk.request(request);
      expect(ended).toMatchObject({ state });
      expect(ended.history.at(-1)).toMatchObject({ by: 'max', because: 'hold-forced' });
      expect(await desk.act('approve-request', 'mia', request)).toMatchObject({ status: 409 });
    }
  });

  test('is released and rejected directly', async () => {
    const [one, other] = [await desk.held(), await desk.held()];
    await force(one);
    await force(other);
    expect((await desk.release('mia', [one.hold])).body.results).toMatchObject([{ outcome: 'done' }]);
    expect((await desk.reject('mia', [other.hold])).body.results).toMatchObject([{ outcome: 'done' }]);
  });
});
