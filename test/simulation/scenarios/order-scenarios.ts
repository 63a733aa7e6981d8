import { overwriting, SenderAgain, type Sending, type Stage } from '../stage.ts';
import {
  ask,
  asked,
  byQueue,
  cancel,
  force,
  invoice,
  limit,
  payment,
  putOrders,
  version,
  type Scenario,
  type Task,
} from './steps.ts';

/** The first order passed; the second is held where the two exceed the limit. */
async function prepared(stage: Stage, customer: string, amounts: readonly string[]): Promise<void> {
  await stage.send('put-customer', { customer }, { body: limit('1000') });
  await putOrders(stage, customer, amounts);
  for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
}

const orderChange: Scenario = {
  name: 'versions of an order that passed, and another order',
  prepare: (stage, customer) => prepared(stage, customer, ['300', '100', '500']),
  tasks: (stage, customer) => [
    version(stage, customer, 0, '450', 2),
    version(stage, customer, 0, '100', 3),
    ask(stage, customer, 2),
  ],
};

const lowered: Scenario = {
  name: 'a held order that is lowered, and one that takes what is left',
  prepare: (stage, customer) => prepared(stage, customer, ['600', '600', '200']),
  tasks: (stage, customer) => [version(stage, customer, 1, '300', 2), ask(stage, customer, 2), ask(stage, customer, 1)],
};

const cancellation: Scenario = {
  name: 'a cancellation that lets two held orders go, one of which is asked about',
  prepare: async (stage, customer) => {
    await prepared(stage, customer, ['600', '600', '300']);
    await ask(stage, customer, 2, 'before').run();
  },
  tasks: (stage, customer) => [cancel(stage, customer, 0), ask(stage, customer, 1)],
};

const heldCancelled: Scenario = {
  name: 'a held order that is cancelled while it is asked about and paid for',
  prepare: async (stage, customer) => {
    await prepared(stage, customer, ['600', '600', '400']);
    await invoice(stage, customer, '100').run();
    await ask(stage, customer, 2, 'before').run();
  },
  tasks: (stage, customer) => [cancel(stage, customer, 1), ask(stage, customer, 1), payment(stage, customer, '100')],
};

const documents: Scenario = {
  name: 'packing slip, invoice and payment of an order, and another order',
  prepare: (stage, customer) => prepared(stage, customer, ['600', '200', '700']),
  tasks: (stage, customer) => {
    const order = `${customer}-0`;
    const slip = { customer, date: '2026-06-15', amount: '600', currency: 'EUR' };
    const delivered: Task = {
      intent: 'packing slip',
      run: () => stage.send('put-packing-slip', { order, packingSlip: `${customer}-S` }, { body: slip }),
    };
    const settlements = [{ invoice: `${customer}-I`, amount: '600' }];
    return [
      delivered,
      invoice(stage, customer, '600', { order }),
      payment(stage, customer, '600', { settlements }),
      ask(stage, customer, 2),
    ];
  },
};

const slipReversed: Scenario = {
  name: 'a packing slip that is taken back and delivered again, its invoice, and another order',
  prepare: (stage, customer) => prepared(stage, customer, ['600', '200', '700']),
  tasks: (stage, customer) => {
    const order = `${customer}-0`;
    const slip = { customer, date: '2026-06-15', amount: '800', currency: 'EUR' };
    const of = (packingSlip: string) => ({ order, packingSlip: `${customer}-${packingSlip}` });
    const delivered = (packingSlip: string): Task => ({
      intent: `packing slip ${packingSlip}`,
      run: () => stage.send('put-packing-slip', of(packingSlip), { body: slip }),
    });
    const body = { customer, date: '2026-06-15' };
    const taken: Task = { intent: 'reversal', run: () => stage.send('reverse-packing-slip', of('S'), { body }) };
    return [delivered('S'), taken, delivered('T'), invoice(stage, customer, '600', { order }), ask(stage, customer, 2)];
  },
};

const bounced: Scenario = {
  name: 'a payment that bounces, and orders',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600', '300']);
  },
  tasks: (stage, customer) => {
    const body = { customer, date: '2026-06-15' };
    const bounce: Task = {
      intent: 'bounce',
      run: () => stage.send('reverse-payment', { payment: `${customer}-P` }, { body }),
    };
    return [payment(stage, customer, '900'), bounce, ask(stage, customer, 0), ask(stage, customer, 1)];
  },
};

const settled: Scenario = {
  name: 'a payment on account that is settled, and unsettled, with orders',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600']);
  },
  tasks: (stage, customer) => {
    const params = { payment: `${customer}-P`, settlement: 'S' };
    const date = '2026-06-15';
    const body = { customer, invoice: `${customer}-I`, date, amount: '900', currency: 'EUR' };
    const settle: Task = { intent: 'settle', run: () => stage.send('put-payment-settlement', params, { body }) };
    const unsettle: Task = {
      intent: 'unsettle',
      run: () => stage.send('reverse-payment-settlement', params, { body: { customer, date } }),
    };
    return [payment(stage, customer, '900'), settle, unsettle, ask(stage, customer, 0)];
  },
};

const queued: Scenario = {
  name: 'an order, what it asks and a payment by queue',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600']);
  },
  tasks: (stage, customer) => {
    const paid = { customer, date: '2026-06-15', amount: '900', currency: 'EUR' };
    const order = { customer, order: `${customer}-1`, version: 1, state: 'open', amount: '500', currency: 'EUR' };
    return [
      byQueue(stage, 'checkpoint-request', asked(customer, 0)),
      byQueue(stage, 'order', order),
      byQueue(stage, 'payment', { payment: `${customer}-P`, ...paid }),
    ];
  },
};

const exclusion: Scenario = {
  name: 'a held order that is excluded, and a payment that would let it go',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600', '300']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
  },
  tasks: (stage, customer) => {
    const order = `${customer}-1`;
    const sent = { body: { isExcluded: true }, headers: overwriting };
    const exclude: Task = { intent: 'exclude', run: () => stage.send('exclude-order', { order }, sent) };
    return [exclude, payment(stage, customer, '500'), ask(stage, customer, 1)];
  },
};

/** Two people at one hold: one of them is told that it ended. */
export function ending(
  stage: Stage,
  operation: 'release-holds' | 'reject-holds',
  hold: string,
  as: string,
  mode?: string,
  attempt = '',
): Task {
  const holds = [{ legalEntity: 'SIM', hold }];
  const body = { holds, reason: 'AUTO', ...(mode === undefined ? {} : { mode }) };
  const headers = { 'idempotency-key': `${as}-${hold}${attempt}` };
  const run = () => endAll(stage, operation, { body, headers, as });
  return { intent: `${operation} ${as}${attempt}`, run };
}

type Bulk = 'release-holds' | 'reject-holds' | 'withdraw-releases';
type Result = { readonly problem?: { readonly status: number } };

/** One that was busy is asked for again, with all that go with it. */
async function endAll({ send }: Stage, operation: Bulk, sent: Sending): Promise<void> {
  const { results } = (await send(operation, {}, sent)) as { readonly results: readonly Result[] };
  if (results.some(({ problem }) => problem?.status === 503)) throw new SenderAgain(operation);
}

const released: Scenario = {
  name: 'a hold that two people release, with and without posting, and a payment',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600']);
    await ask(stage, customer, 0, 'before').run();
  },
  tasks: (stage, customer) => [
    ending(stage, 'release-holds', `${customer}-0.1`, 'ann', 'with-posting'),
    ending(stage, 'release-holds', `${customer}-0.1`, 'bob', 'without-posting'),
    payment(stage, customer, '900'),
  ],
};

const withdrawn: Scenario = {
  name: 'a release with a delay that one makes and another withdraws, a version and a payment',
  prepare: async (stage, customer) => {
    const parameters = await stage.send('get-parameters', {});
    const body = { ...parameters, releaseDelaySeconds: 1 };
    await stage.send('put-parameters', {}, { body, headers: overwriting });
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['600', '300']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
  },
  tasks: (stage, customer) => [
    ending(stage, 'release-holds', `${customer}-0.1`, 'ann', 'with-posting'),
    withdrawal(stage, `${customer}-0.1`, 'bob'),
    version(stage, customer, 0, '700', 2),
    payment(stage, customer, '900'),
  ],
};

export function withdrawal(stage: Stage, hold: string, as: string): Task {
  const body = { holds: [{ legalEntity: 'SIM', hold }] };
  const headers = { 'idempotency-key': `${as}-${hold}` };
  return { intent: `withdraw-releases ${as}`, run: () => endAll(stage, 'withdraw-releases', { body, headers, as }) };
}

const rejected: Scenario = {
  name: 'a hold that one rejects and another releases, and a younger hold',
  prepare: (stage, customer) => prepared(stage, customer, ['1200', '900']),
  tasks: (stage, customer) => [
    ending(stage, 'reject-holds', `${customer}-0.1`, 'ann'),
    ending(stage, 'release-holds', `${customer}-0.1`, 'bob', 'without-posting'),
    ask(stage, customer, 1),
  ],
};

const forced: Scenario = {
  name: 'an order that two people force while it is asked about, and a hold that waits for what it takes',
  prepare: (stage, customer) => prepared(stage, customer, ['600', '600']),
  tasks: (stage, customer) => [
    force(stage, customer, 0, 'ann'),
    force(stage, customer, 0, 'bob'),
    ask(stage, customer, 0, 'again'),
    ask(stage, customer, 1),
  ],
};

const forcedHold: Scenario = {
  name: 'a hold that is forced, and a younger one that then no longer waits for it',
  prepare: async (stage, customer) => {
    await stage.send('put-customer', { customer }, { body: limit('1000') });
    await invoice(stage, customer, '900').run();
    await putOrders(stage, customer, ['300', '100']);
    for (const index of [0, 1]) await ask(stage, customer, index, 'before').run();
  },
  tasks: (stage, customer) => [
    force(stage, customer, 0, 'ann'),
    force(stage, customer, 0, 'bob'),
    ask(stage, customer, 0, 'again'),
  ],
};

const forcedEnded: Scenario = {
  name: 'a hold that one forces and another releases, a younger one, and the order is cancelled',
  prepare: (stage, customer) => prepared(stage, customer, ['1200', '900']),
  tasks: (stage, customer) => [
    force(stage, customer, 0, 'ann'),
    ending(stage, 'release-holds', `${customer}-0.1`, 'bob', 'with-posting'),
    ask(stage, customer, 1),
    cancel(stage, customer, 0),
  ],
};

export const orderScenarios = {
  orderChange,
  lowered,
  cancellation,
  heldCancelled,
  documents,
  slipReversed,
  bounced,
  settled,
  queued,
  exclusion,
  released,
  withdrawn,
  rejected,
  forced,
  forcedHold,
  forcedEnded,
} as const satisfies Readonly<Record<string, Scenario>>;
