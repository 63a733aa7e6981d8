import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { logger } from '../../../functions/logger.ts';
import { aDocument, anInvoice, anOrder, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { beforeWrite, failCalls, killed, throttled, type Fault } from './faults.ts';

let desk: DocumentsDesk;
let stopFaults = () => {};
// Failures are planted here: they are no news.
beforeAll(() => logger.setLogLevel('SILENT'));
beforeEach(async () => {
  desk = await startDocumentsDesk();
});
afterEach(() => stopFaults());

/** As a sender does: what was busy is sent again. */
async function sent(send: () => Promise<{ readonly status: number }>): Promise<number> {
  for (;;) {
    const { status } = await send();
    if (status !== 503) return status;
  }
}

it('books identical documents that arrive together once', async () => {
  const settlements = [{ invoice: 'I1', amount: '400' }];
  const documents = [
    () => desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1' })),
    () => desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '400', settlements })),
    () => desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '1200' })),
  ];
  for (const put of documents) {
    const statuses = await Promise.all([sent(put), sent(put), sent(put)]);
    expect(statuses.toSorted()).toEqual([200, 200, 201]);
  }
  expect(await desk.sums()).toEqual([600_00n, 800_00n, 800_00n, 800_00n]);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 600_00n]]);
});

it('counts every one of different documents that arrive together', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice());
  const ids = [1, 2, 3, 4, 5, 6];
  const settlements = [{ invoice: 'I1', amount: '100' }];
  const statuses = await Promise.all([
    ...ids.map((id) =>
      sent(() => desk.call('put-payment', { payment: `P${id}` }, aDocument({ amount: '110', settlements }))),
    ),
    ...ids.map((id) =>
      sent(() => desk.call('put-packing-slip', { order: 'O1', packingSlip: `S${id}` }, aDocument({ amount: '10' }))),
    ),
  ]);
  expect(new Set(statuses)).toEqual(new Set([201]));
  expect(await desk.sums()).toEqual([340_00n, 400_00n, 1340_00n, 1340_00n]);
  expect(await desk.ageing()).toEqual([60_00n, ['2026-06-14', 400_00n]]);
});

it('counts a payment before which others got through again and again', async () => {
  const others = 9;
  const overtake = async (left: number): Promise<void> => {
    await desk.call('put-payment', { payment: `Q${left}` }, aDocument({ amount: '1' }));
    if (left > 1) beforeWrite(() => overtake(left - 1));
  };
  beforeWrite(() => overtake(others));
  expect((await desk.call('put-payment', { payment: 'P1' }, aDocument({ amount: '100' }))).status).toBe(201);
  expect(await desk.ageing()).toEqual([109_00n]);
}, 30_000);

it('applies a payment that arrives together with its invoice', async () => {
  const rounds = Array.from({ length: 12 }, (_, round) => round);
  for (const round of rounds) {
    const invoice = `I${round}`;
    const settlements = [{ invoice, amount: '1000' }];
    await Promise.all([
      sent(() => desk.call('put-invoice', { invoice }, anInvoice())),
      sent(() => desk.call('put-payment', { payment: `P${round}` }, aDocument({ settlements }))),
      sent(() => desk.call('put-payment', { payment: `Q${round}` }, aDocument({ amount: '1' }))),
    ]);
    expect((await desk.call('get-invoice', { invoice })).body.open).toBe('0.00');
  }
  expect(await desk.ageing()).toEqual([12_00n]);
});

it('carries a document out once whose answer was lost on the way', async () => {
  await desk.call('get-invoice', { invoice: 'I0' });
  const lost = Object.assign(new Error('lost'), { name: 'TimeoutError' });
  for (let call = 1; call <= 8; call += 1) {
    const fault = failCalls(lost, 'lost after', (number) => number === call);
    stopFaults = fault.stop;
    expect((await desk.call('put-invoice', { invoice: `I${call}` }, anInvoice({ amount: '1' }))).status).toBe(201);
    fault.stop();
  }
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 8_00n]]);
});

it('answers 503 where throttling lasts, and stores nothing', async () => {
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice());
  stopFaults = failCalls(throttled, 'lost before', () => true).stop;
  const { status, headers } = await desk.call('put-payment', { payment: 'P1' }, aDocument());
  stopFaults();
  expect([status, headers['retry-after']]).toEqual([503, '1']);
  expect((await desk.call('get-payment', { payment: 'P1' })).status).toBe(404);
  expect(await desk.ageing()).toEqual([0n, ['2026-06-14', 1000_00n]]);
});

const slip = { order: 'O1', packingSlip: 'S1' };
const deliver = () => desk.call('put-packing-slip', slip, aDocument({ amount: '10' }));
const takeBack = () => desk.call('reverse-packing-slip', slip, { customer: 'C1', date: '2026-06-12' });

it.each([
  ['a reversal while its packing slip is booked', deliver, takeBack],
  ['a packing slip while its reversal is booked', takeBack, deliver],
])('sees %s', async (_, first, between) => {
  await desk.call('put-order', { order: 'O1' }, anOrder());
  const arrived: number[] = [];
  beforeWrite(async () => arrived.push((await between()).status));
  expect([(await first()).status, ...arrived]).toEqual([201, 201]);
  expect(await desk.sums()).toEqual([0n, 0n, 1000_00n, 1000_00n]);
  expect((await desk.call('get-packing-slip', slip)).body.reversedOn).toBe('2026-06-12');
});

const settlesBoth = {
  settlements: [
    { invoice: 'I1', amount: '300' },
    { invoice: 'I2', amount: '300' },
  ],
};
const writes: Readonly<Record<string, () => Promise<{ readonly status: number }>>> = {
  'put-payment': () => desk.call('put-payment', { payment: 'P1' }, aDocument(settlesBoth)),
  'put-invoice': () => desk.call('put-invoice', { invoice: 'I2' }, anInvoice({ order: 'O1', amount: '200' })),
  'put-credit-note': () =>
    desk.call(
      'put-credit-note',
      { creditNote: 'N1' },
      aDocument({ amount: '150', invoice: 'I1', order: 'O1', reopensOrder: true }),
    ),
  'put-payment-settlement': () =>
    desk.call(
      'put-payment-settlement',
      { payment: 'P0', settlement: 'S1' },
      aDocument({ invoice: 'I1', amount: '400' }),
    ),
  'reverse-payment': () => desk.call('reverse-payment', { payment: 'P0' }, { customer: 'C1', date: '2026-06-12' }),
  'put-packing-slip': () =>
    desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ amount: '700' })),
  'reverse-packing-slip': () =>
    desk.call('reverse-packing-slip', { order: 'O1', packingSlip: 'S0' }, { customer: 'C1', date: '2026-06-12' }),
};

async function everything(): Promise<unknown> {
  const { position, ageing } = await desk.credit();
  const order = await desk.call('get-order', { order: 'O1' });
  const invoices = await Promise.all(['I1', 'I2'].map((invoice) => desk.call('get-invoice', { invoice })));
  return [position, ageing, order.body, invoices.map(({ body }) => body)];
}

async function prepared(): Promise<void> {
  desk = await startDocumentsDesk();
  await desk.call('put-order', { order: 'O1' }, anOrder());
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', amount: '500' }));
  await desk.call('put-payment', { payment: 'P0' }, aDocument({ settlements: [{ invoice: 'I2', amount: '50' }] }));
  await desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S0' }, aDocument({ amount: '200' }));
}

it.each(Object.entries(writes))(
  '%s killed at any call and sent again ends as if it never was',
  async (_, write) => {
    await prepared();
    const count = failCalls(killed, 'lost before', () => false);
    stopFaults = count.stop;
    expect((await write()).status).toBe(201);
    count.stop();
    const expected = await everything();
    for (const fault of ['lost before', 'lost after'] as const satisfies readonly Fault[]) {
      for (let call = 1; call <= count.calls(); call += 1) {
        await prepared();
        const injected = failCalls(killed, fault, (number) => number === call);
        stopFaults = injected.stop;
        await write();
        injected.stop();
        expect((await write()).status).toBeLessThan(202);
        expect(await everything()).toEqual(expected);
      }
    }
  },
  60_000,
);
