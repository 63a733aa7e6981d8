import { beforeAll, describe, expect, test } from 'vitest';
import { startHoldDesk, type HoldDesk } from '../../store/hold-desk.ts';

/** Nothing goes by itself here, and what is released with posting can be withdrawn for a minute. */
let desk: HoldDesk;
beforeAll(async () => {
  desk = await startHoldDesk();
  await desk.parameters({ autoRelease: 'off', releaseDelaySeconds: 60 });
  const steps = [{ role: 'credit-manager', approvals: 1 }];
  const condition = { amountFrom: '50000.00' };
  const workflow = { description: '', for: 'hold-release', rank: 1, condition, steps, task: 'none' };
  await desk.setUp('put-workflow', { workflow: 'LARGE' }, workflow);
});

let names = 0;
type Held = { readonly customer: string; readonly order: string; readonly hold: string };

async function open(amount = '10000.00'): Promise<Held> {
  names += 1;
  const held = { customer: `C-${names}`, order: `O${names}`, hold: `O${names}.1` };
  await desk.customer(held.customer);
  await desk.hold(held.order, { customer: held.customer, amount });
  return held;
}

/** A workflow fits it. */
async function asked(): Promise<Held> {
  const held = await open('60000.00');
  await desk.release('cleo', [held.hold]);
  return held;
}

async function approved(): Promise<Held> {
  const held = await asked();
  const approvalRequest = `${held.hold}.1`;
  await desk.call('approve-request', { approvalRequest }, {}, { as: 'max', headers: { 'if-match': '*' } });
  return held;
}

async function after(act: Act): Promise<Held> {
  const held = await open();
  await act(held);
  return held;
}

type Act = (held: Held) => Promise<string | undefined>;
type Results = {
  readonly results: readonly { readonly outcome: string; readonly problem?: { readonly type: string } }[];
};

/** The refusal of the one hold, or none. */
function refusalIn({ results }: Results): string | undefined {
  const type = results[0]?.problem?.type;
  return type?.replace('urn:holdfast:problem:', '');
}

const acts = {
  'release without posting': async ({ hold }) => refusalIn((await desk.release('mia', [hold])).body as Results),
  'release with posting': async ({ hold }) =>
    refusalIn((await desk.release('mia', [hold], { mode: 'with-posting' })).body as Results),
  withdraw: async ({ hold }) => refusalIn((await desk.withdraw('mia', [hold])).body as Results),
  reject: async ({ hold }) => refusalIn((await desk.reject('mia', [hold])).body as Results),
  force: async ({ order }) => {
    const { status, body } = await desk.call('force-hold', { order }, { reason: 'WHY' }, { as: 'mia' });
    return status < 300 ? undefined : (body as unknown as { type: string }).type.replace('urn:holdfast:problem:', '');
  },
  'cancel the order': async ({ order, customer }) => {
    await desk.call('cancel-order', { order }, { customer });
    return undefined;
  },
  'exclude the order': async ({ order, customer }) => {
    await desk.call('exclude-order', { order }, { isExcluded: true }, { headers: { 'if-match': '*' } });
    await desk.call('evaluate-customer-holds', { customer }, {});
    return undefined;
  },
  evaluate: async ({ customer }) => {
    await desk.call('evaluate-customer-holds', { customer }, {});
    return undefined;
  },
  'raise the limit and evaluate': async ({ customer }) => {
    const body = { name: customer, currency: 'EUR', creditLimit: '99999.00' };
    await desk.call('put-customer', { customer }, body, { headers: { 'if-match': '*' } });
    await desk.call('evaluate-customer-holds', { customer }, {});
    return undefined;
  },
  'ask at the same checkpoint': async ({ order, customer }) => {
    const { body } = await desk.ask(order, { customer }, `again-${order}`);
    return body.answer;
  },
  'send a larger version': async ({ order, customer }) => {
    await desk.order(order, { customer, version: 2, amount: '200000.00' });
    await desk.call('evaluate-customer-holds', { customer }, {});
    return undefined;
  },
} as const satisfies Readonly<Record<string, Act>>;
type ActName = keyof typeof acts;

const states = {
  open: () => open(),
  'awaiting-approval': asked,
  'open, approved': approved,
  'ready-to-release': () => after(acts['raise the limit and evaluate']),
  'open, forced': () => after(acts.force),
  releasing: () => after(acts['release with posting']),
  released: () => after(acts['release without posting']),
  rejected: () => after(acts.reject),
  cancelled: () => after(acts['cancel the order']),
} as const satisfies Readonly<Record<string, () => Promise<Held>>>;
type StateName = keyof typeof states;

/** §8.3–8.7, §10, by hand: the state of the hold after each act, and what is answered where that is no plain yes. */
const table: Readonly<Record<StateName, Readonly<Record<ActName, readonly [state: string, answer?: string]>>>> = {
  open: {
    'release without posting': ['released'],
    'release with posting': ['releasing'],
    withdraw: ['open', 'release-not-withdrawable'],
    reject: ['rejected'],
    force: ['open'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['ready-to-release'],
    evaluate: ['open'],
    'raise the limit and evaluate': ['ready-to-release'],
    'ask at the same checkpoint': ['open', 'held'],
    'send a larger version': ['open'],
  },
  'awaiting-approval': {
    'release without posting': ['awaiting-approval', 'hold-awaiting-approval'],
    'release with posting': ['awaiting-approval', 'hold-awaiting-approval'],
    withdraw: ['awaiting-approval', 'release-not-withdrawable'],
    reject: ['awaiting-approval', 'hold-awaiting-approval'],
    force: ['open'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['ready-to-release'],
    evaluate: ['awaiting-approval'],
    'raise the limit and evaluate': ['ready-to-release'],
    'ask at the same checkpoint': ['awaiting-approval', 'held'],
    'send a larger version': ['open'],
  },
  'open, approved': {
    'release without posting': ['released'],
    'release with posting': ['awaiting-approval'],
    withdraw: ['open', 'release-not-withdrawable'],
    reject: ['rejected'],
    force: ['open'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['ready-to-release'],
    evaluate: ['open'],
    'raise the limit and evaluate': ['ready-to-release'],
    'ask at the same checkpoint': ['open', 'held'],
    'send a larger version': ['open'],
  },
  'ready-to-release': {
    'release without posting': ['released'],
    'release with posting': ['releasing'],
    withdraw: ['ready-to-release', 'release-not-withdrawable'],
    reject: ['rejected'],
    force: ['ready-to-release'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['ready-to-release'],
    evaluate: ['ready-to-release'],
    'raise the limit and evaluate': ['ready-to-release'],
    'ask at the same checkpoint': ['ready-to-release', 'held'],
    'send a larger version': ['open'],
  },
  'open, forced': {
    'release without posting': ['released'],
    'release with posting': ['releasing'],
    withdraw: ['open', 'release-not-withdrawable'],
    reject: ['rejected'],
    force: ['open', 'already-forced'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['ready-to-release'],
    evaluate: ['open'],
    'raise the limit and evaluate': ['ready-to-release'],
    'ask at the same checkpoint': ['open', 'held'],
    'send a larger version': ['open'],
  },
  releasing: {
    'release without posting': ['releasing', 'hold-being-released'],
    'release with posting': ['releasing', 'hold-being-released'],
    withdraw: ['open'],
    reject: ['releasing', 'hold-being-released'],
    force: ['open'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['releasing'],
    evaluate: ['releasing'],
    'raise the limit and evaluate': ['releasing'],
    'ask at the same checkpoint': ['releasing', 'held'],
    'send a larger version': ['open'],
  },
  released: {
    'release without posting': ['released', 'hold-not-open'],
    'release with posting': ['released', 'hold-not-open'],
    withdraw: ['released', 'release-not-withdrawable'],
    reject: ['released', 'hold-not-open'],
    force: ['released'],
    'cancel the order': ['released'],
    'exclude the order': ['released'],
    evaluate: ['released'],
    'raise the limit and evaluate': ['released'],
    'ask at the same checkpoint': ['released', 'passed'],
    'send a larger version': ['released'],
  },
  rejected: {
    'release without posting': ['rejected', 'hold-not-open'],
    'release with posting': ['rejected', 'hold-not-open'],
    withdraw: ['rejected', 'release-not-withdrawable'],
    reject: ['rejected', 'hold-not-open'],
    force: ['rejected', 'order-rejected'],
    'cancel the order': ['rejected'],
    'exclude the order': ['rejected'],
    evaluate: ['rejected'],
    'raise the limit and evaluate': ['rejected'],
    'ask at the same checkpoint': ['rejected', 'rejected'],
    'send a larger version': ['rejected'],
  },
  cancelled: {
    'release without posting': ['cancelled', 'hold-not-open'],
    'release with posting': ['cancelled', 'hold-not-open'],
    withdraw: ['cancelled', 'release-not-withdrawable'],
    reject: ['cancelled', 'hold-not-open'],
    force: ['cancelled', 'order-not-open'],
    'cancel the order': ['cancelled'],
    'exclude the order': ['cancelled'],
    evaluate: ['cancelled'],
    'raise the limit and evaluate': ['cancelled'],
    'ask at the same checkpoint': ['cancelled'],
    'send a larger version': ['cancelled'],
  },
};

describe.each(Object.keys(states) as readonly StateName[])('a hold that is %s', (state) => {
  test.each(Object.keys(acts) as readonly ActName[])('%s', async (act) => {
    const held = await states[state]();
    expect(await desk.stateOf(held.hold)).toBe(state.split(',')[0]);
    const answer = await acts[act](held);
    const [expected, said] = table[state][act];
    expect({ state: await desk.stateOf(held.hold), answer }).toEqual({ state: expected, answer: said });
  });
});
