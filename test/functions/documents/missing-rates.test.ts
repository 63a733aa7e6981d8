import { beforeAll, beforeEach, expect, it } from 'vitest';
import { logger } from '../../../functions/logger.ts';
import { nextWaiting } from '../../../functions/store/waiting-for-rate.ts';
import { aDocument, anInvoice, anOrder, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { setRates } from './exchange-rates.ts';
import { beforeOrderRead, beforeRead, beforeWrite, failCalls, killed, type Fault } from './faults.ts';

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
    { code: 'cannot-evaluate', operands: missing('2026-06-15'), clearances: [{ kind: 'set-credit-limit-rate-type' }] },
  ]);
  const params = { legalEntity: entity, customer: 'C1' };
  const { body: position } = await desk.harness.call('get-credit-position', { as: 'mia', params });
  expect(position).toMatchObject({
    components: { openReceivables: '0.00', openOrders: '0.00', openOrdersOnHold: null },
    exposure: null,
    overdue: { total: '0.00' },
  });
  await setRates(entity, usd);
  await book();
  expect(await desk.sums()).toEqual([0n, 0n, 0n, 800_00n]);
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
  expect([held.answer, held.reasons[0]?.operands]).toEqual([
    'held',
    { ...missing('2026-05-15'), rateType: null, documents: 1 },
  ]);
  const lacked = { rest: null, order: null, withOrder: null, missingRates: [missing('2026-05-15')] };
  expect(held.exposure).toEqual(lacked);
  const params = { legalEntity: entity, customer: 'C1' };
  const { body: hold } = await desk.harness.call('get-hold', {
    as: 'mia',
    params: { legalEntity: entity, hold: 'O1.1' },
  });
  expect(hold.shortfall).toBeNull();
  const { body: position } = await desk.harness.call('get-credit-position', { as: 'mia', params });
  expect(position).toMatchObject({
    components: { openReceivables: null, deliveredNotInvoiced: '0.00', openOrders: '0.00', openOrdersOnHold: '10.00' },
    exposure: null,
    available: null,
    usedPercent: null,
    overdue: null,
    ageing: null,
    unappliedCash: null,
  });
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

/** From June on: what is of May lacks its rate, what pays it does not. */
const usdInJune = { 'USD/EUR': { '2026-06-01': '0.9' } };
const lacking = async () => {
  const params = { legalEntity: entity, customer: 'C1' };
  const { body } = await desk.harness.call('get-credit-position', { as: 'mia', params });
  return body.documentsWithoutRate.map(({ kind, id }) => `${kind} ${id}`);
};
const inMay = (wishes: Fields = {}) => ({ currency: 'USD', date: '2026-05-15', ...wishes });
const pay = (payment: string, amount: string) => {
  const settlements = [{ invoice: 'I1', amount }];
  return desk.call('put-payment', { payment }, aDocument({ currency: 'USD', amount, settlements }));
};

it('waits for no rate of an invoice that is exactly paid, and again once its payment bounces', async () => {
  await setRates(entity, usdInJune);
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice(inMay()));
  const steps: (() => Promise<unknown>)[] = [
    () => pay('P1', '999.99'),
    () => pay('P2', '0.01'),
    () => pay('P3', '0.01'),
    () => desk.call('reverse-payment', { payment: 'P3' }, { customer: 'C1', date: '2026-06-12' }),
    () => desk.call('reverse-payment', { payment: 'P1' }, { customer: 'C1', date: '2026-06-12' }),
  ];
  const seen: (readonly [number, readonly string[]])[] = [];
  for (const step of steps) {
    await step();
    seen.push([await unconverted(), await lacking()]);
    expect(await reconciled()).toEqual([]);
  }
  const waits = [1, ['invoice I1']] as const;
  // More than it is, is on account: that is not known without the rate either.
  expect(seen).toEqual([waits, [0, []], waits, [0, []], waits]);
  await setRates(entity, usd);
  await book();
  // 1,000 USD at 0.9, of which a cent is paid.
  expect([await desk.sums(), await unconverted(), await reconciled()]).toEqual([
    [899_99n, 899_99n, 909_99n, 909_99n],
    0,
    [],
  ]);
});

it('passes orders beside an invoice without a rate that was paid before it came', async () => {
  await setRates(entity, usdInJune);
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await pay('P1', '1000');
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice(inMay()));
  expect([await unconverted(), (await confirm('O1')).answer]).toEqual([0, 'passed']);
  expect(await desk.sums()).toEqual([0n, 0n, 10_00n, 10_00n]);
});

it('lets held orders go when the last invoice without a rate is paid', async () => {
  await setRates(entity, usdInJune);
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice(inMay()));
  expect((await confirm('O1')).answer).toBe('held');
  await pay('P1', '1000');
  const params = { legalEntity: entity, customer: 'C1' };
  await desk.harness.call('evaluate-customer-holds', { as: 'mia', params, body: {} });
  expect((await confirm('O1')).reasons).toEqual([]);
});

it('waits for no rate of an order and its packing slips of which all is invoiced', async () => {
  await setRates(entity, usdInJune);
  const order = anOrder({ currency: 'USD', orderDate: '2026-05-15' });
  await desk.call('put-order', { order: 'O1' }, order);
  const seen: (readonly string[])[] = [await lacking()];
  const then = async (sent: Promise<unknown>) => {
    await sent;
    expect(await reconciled()).toEqual([]);
    seen.push(await lacking());
    expect(seen.at(-1)).toHaveLength(await unconverted());
  };
  await then(desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S1' }, aDocument(inMay({ amount: '400' }))));
  await then(
    desk.call('put-packing-slip', { order: 'O1', packingSlip: 'S2' }, aDocument({ currency: 'USD', amount: '600' })),
  );
  await then(
    desk.call('put-invoice', { invoice: 'I1' }, anInvoice({ order: 'O1', currency: 'USD', date: '2026-06-10' })),
  );
  const back = aDocument({ currency: 'USD', amount: '100', order: 'O1', reopensOrder: true });
  await then(desk.call('put-credit-note', { creditNote: 'N1' }, back));
  const slip1 = { order: 'O1', packingSlip: 'S1' };
  await then(desk.call('reverse-packing-slip', slip1, { customer: 'C1', date: '2026-06-12' }));
  expect(seen).toEqual([
    ['order O1'],
    ['order O1', 'packing-slip S1'],
    ['packing-slip S1'],
    [],
    ['packing-slip S1'],
    // Of the 400 that are not delivered any more, 100 are not invoiced.
    ['order O1'],
  ]);
  await setRates(entity, usd);
  await book();
  expect([await unconverted(), await nextWaiting(entity, undefined, 10), await reconciled()]).toEqual([0, [], []]);
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

it('passes no order beside a document without a rate that takes the place of another while it is decided', async () => {
  await setRates(entity, usdInJune);
  await desk.call('put-order', { order: 'O1' }, anOrder({ amount: '10' }));
  await desk.call('put-invoice', { invoice: 'I1' }, anInvoice(inMay()));
  beforeRead('awaited-rates', async () => pay('P1', '1000'));
  beforeWrite(async () => {
    beforeWrite(async () => desk.call('put-invoice', { invoice: 'I2' }, anInvoice(inMay())));
  });
  expect((await confirm('O1')).answer).toBe('held');
  expect(await lacking()).toEqual(['invoice I2']);
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
