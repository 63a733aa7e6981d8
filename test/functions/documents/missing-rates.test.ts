import { beforeAll, beforeEach, expect, it } from 'vitest';
import { logger } from '../../../functions/logger.ts';
import { nextWaiting } from '../../../functions/store/waiting-for-rate.ts';
import { aDocument, anInvoice, anOrder, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { setRates } from './exchange-rates.ts';
import { beforeOrderRead, beforeWrite, failCalls, killed, type Fault } from './faults.ts';

let desk: DocumentsDesk;
// Failures are planted here: they are no news.
beforeAll(() => logger.setLogLevel('SILENT'));
beforeEach(async () => {
  desk = await startDocumentsDesk();
});

type Fields = Readonly<Record<string, unknown>>;
const missing = (date: string) => ({ from: 'USD', to: 'EUR', date });
const unconverted = async () => (await desk.credit()).position.unconverted;
const reconciled = async () => {
  const params = { legalEntity: entity, customer: 'C1' };
  return (await desk.harness.call('reconcile-customer', { as: 'mia', params, body: {} })).body.differences;
};
let asked = 0;
const confirm = async (order: string) => {
  asked += 1;
  const body = { customer: 'C1', order, checkpoint: 'confirmation', mode: 'posting' };
  const key = { 'idempotency-key': `ask-${asked}` };
  const { status, body: answer } = await desk.harness.call('request-checkpoint', {
    as: 'erp',
    params: { legalEntity: entity },
    body,
    headers: key,
  });
  expect(status).toBe(200);
  return answer;
};
/** What the worker does when the rulebook has changed. */
const book = async () => {
  const body = { kind: 'waiting', legalEntity: entity, cause: 'test' };
  await desk.harness.work('evaluate-holds', { messages: [{ body }] });
};
const usd = { 'USD/EUR': { '2026-05-01': '0.9', '2026-06-05': '0.8' } };

it.each<[string, () => Promise<{ status: number; body: Fields }>, string, readonly bigint[]]>([
  [
    'invoice',
    async () => desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD' })),
    '2026-05-15',
    [900_00n, 900_00n, 900_00n, 900_00n],
  ],
  [
    'payment',
    async () => desk.call('put-payment', { payment: 'P1' }, aDocument({ currency: 'USD' })),
    '2026-06-10',
    [-800_00n, -800_00n, -800_00n, -800_00n],
  ],
  [
    'credit note',
    async () => desk.call('put-credit-note', { creditNote: 'N1' }, aDocument({ currency: 'USD' })),
    '2026-06-10',
    [-800_00n, -800_00n, -800_00n, -800_00n],
  ],
  [
    'packing slip',
    async () => desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument({ currency: 'USD' })),
    '2026-06-10',
    [0n, 800_00n, 800_00n, 800_00n],
  ],
])(
  'keeps a %s whose rate is missing, counts nothing of it, and books it once the rate is there',
  async (_, send, date, sums) => {
    const { status, body } = await send();
    expect([status, body['missingRate'], body['bookedAmount']]).toEqual([201, missing(date), undefined]);
    expect([await desk.sums(), await unconverted(), await reconciled()]).toEqual([[0n, 0n, 0n, 0n], 1, []]);
    await book();
    expect(await unconverted()).toBe(1);
    await setRates(entity, usd);
    await book();
    await book();
    expect([await desk.sums(), await unconverted(), await reconciled()]).toEqual([sums, 0, []]);
    expect(await nextWaiting(entity, undefined, 10)).toEqual([]);
    const again = await send();
    expect([again.status, again.body['missingRate'], again.body['baseCurrency']]).toEqual([200, undefined, 'EUR']);
  },
);

it('keeps an order whose rate is missing, holds it, and books it', async () => {
  const { body } = await desk.call('put-order', { order: 'O1' }, anOrder({ currency: 'USD' }));
  expect(body.order).toMatchObject({ amount: '1000.00', currency: 'USD', missingRate: missing('2026-06-15') });
  const held = await confirm('O1');
  expect(held.answer).toBe('held');
  expect(held.reasons).toMatchObject([
    { code: 'cannot-evaluate', operands: missing('2026-06-15'), clearances: [{ kind: 'provide-exchange-rate' }] },
  ]);
  await setRates(entity, usd);
  await book();
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 800_00n]);
  const params = { legalEntity: entity, customer: 'C1' };
  await desk.harness.call('evaluate-customer-holds', { as: 'mia', params, body: {} });
  expect((await confirm('O1')).reasons).toMatchObject([]);
  expect(await reconciled()).toEqual([]);
});

it('waits no longer for an order that ended, a payment that bounced or a packing slip that was cancelled', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder({ currency: 'USD' }));
  await desk.call('put-payment', { payment: 'P1' }, aDocument({ currency: 'USD' }));
  const slip = aDocument({ currency: 'USD', amount: '1' });
  const reversal = { customer: 'C1', date: '2026-06-12' };
  await desk.call('put-packing-slip', { order: 'O2', packingSlip: 'S1' }, slip);
  expect(await unconverted()).toBe(3);
  await desk.call('reverse-packing-slip', { order: 'O2', packingSlip: 'S1' }, reversal);
  await desk.call('reverse-packing-slip', { order: 'O2', packingSlip: 'S2' }, reversal);
  await desk.call('put-packing-slip', { order: 'O2', packingSlip: 'S2' }, slip);
  expect(await unconverted()).toBe(2);
  await desk.call('cancel-order', { order: 'O1' }, { customer: 'C1' });
  await desk.call('reverse-payment', { payment: 'P1' }, { customer: 'C1', date: '2026-06-12' });
  await desk.call('reverse-payment', { payment: 'P2' }, { customer: 'C1', date: '2026-06-12' });
  await desk.call('put-payment', { payment: 'P2' }, aDocument({ currency: 'USD' }));
  expect([await unconverted(), await nextWaiting(entity, undefined, 10)]).toEqual([0, []]);
  expect(await reconciled()).toEqual([]);
  await setRates(entity, usd);
  await book();
  expect([await desk.sums(), await reconciled()]).toEqual([[0n, 0n, 0n, 0n], []]);
});

it('holds every order of the customer, and no other customer’s, until the rate is there', async () => {
  await desk.addCustomer('C2');
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await desk.call('put-order', { order: 'O2' }, anOrder({ customer: 'C2', amount: '10' }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD', date: '2026-05-15' }));
  const held = await confirm('O1');
  expect([held.answer, held.reasons[0]?.operands]).toEqual(['held', missing('2026-05-15')]);
  const { status } = await desk.harness.call('request-checkpoint', {
    as: 'erp',
    params: { legalEntity: entity },
    body: { customer: 'C2', order: 'O2', checkpoint: 'confirmation', mode: 'posting' },
    headers: { 'idempotency-key': 'other' },
  });
  expect(status).toBe(200);
});

it.each<[string, () => Promise<unknown>]>([
  ['an invoice', async () => desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD' }))],
  ['a payment', async () => desk.call('put-payment', { payment: 'P1' }, aDocument({ currency: 'USD' }))],
  ['an order', async () => desk.call('put-order', { order: 'O1' }, anOrder({ currency: 'USD' }))],
])('does not miss a rate that arrives while %s is booked', async (_, send) => {
  beforeWrite(async () => setRates(entity, usd));
  await send();
  expect([await unconverted(), await nextWaiting(entity, undefined, 10)]).toEqual([0, []]);
  expect((await desk.sums()).every((sum) => sum === 0n)).toBe(false);
});

const slip = { order: 'O1', packingSlip: 'S1' };
const takeBack = () => desk.call('reverse-packing-slip', slip, { customer: 'C1', date: '2026-06-12' });

it.each([
  ['is cancelled while it is booked', book, beforeWrite, takeBack],
  ['is cancelled while it is read to be booked', book, beforeOrderRead, takeBack],
  ['is booked while it is cancelled', takeBack, beforeWrite, book],
  ['is booked while it is read to be cancelled', takeBack, beforeOrderRead, book],
])('leaves nothing of a packing slip that %s', async (_, first, before, between) => {
  await desk.call('put-packing-slip', slip, aDocument({ currency: 'USD' }));
  await setRates(entity, usd);
  before(between);
  await first();
  expect([await desk.sums(), await unconverted(), await reconciled()]).toEqual([[0n, 0n, 0n, 0n], 0, []]);
});

it('passes no order beside a document without a rate that arrives while it is decided', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  beforeWrite(async () => desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD' })));
  const { answer, reasons } = await confirm('O1');
  expect([answer, reasons.map(({ code }) => code)]).toEqual(['held', ['cannot-evaluate']]);
});

it('holds no order for a rate that arrived while it was decided', async () => {
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD' }));
  beforeWrite(async () => {
    await setRates(entity, usd);
    await book();
  });
  expect((await confirm('O1')).answer).toBe('passed');
});

it.each<Fault>(['lost before', 'lost after'])(
  'books once what died while it was booked, the call %s',
  async (fault) => {
    await desk.call('put-order', { order: 'O1' }, anOrder({ currency: 'USD', orderDate: '2026-06-10' }));
    await desk.call(
      'put-packing-slip',
      { order: 'O1', packingSlip: 'S1' },
      aDocument({ currency: 'USD', amount: '400' }),
    );
    await desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ currency: 'USD', order: 'O1', amount: '100' }));
    await desk.call('put-payment', { payment: 'P1' }, aDocument({ currency: 'USD', amount: '50' }));
    await setRates(entity, usd);
    const body = { kind: 'waiting', legalEntity: entity, cause: 'test' };
    for (let call = 1; (await unconverted()) > 0; call += 1) {
      const faults = failCalls(killed, fault, (number) => number === call);
      await desk.harness.work('evaluate-holds', { messages: [{ body }] });
      faults.stop();
      if (faults.calls() < call) break;
    }
    await book();
    expect([await unconverted(), await nextWaiting(entity, undefined, 10), await reconciled()]).toEqual([0, [], []]);
    expect(await desk.sums()).toEqual([50_00n, 290_00n, 770_00n, 770_00n]);
  },
);
