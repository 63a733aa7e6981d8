import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { CustomerId } from '../../../domain/ids.ts';
import { formatAmount } from '../../../domain/money.ts';
import type { OperationName } from '../../../functions/operations.ts';
import { waitingOf } from '../../../functions/store/waiting-for-rate.ts';
import { entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { setRates } from './exchange-rates.ts';

let desk: DocumentsDesk;
beforeAll(async () => {
  desk = await startDocumentsDesk();
});

/** So many decimals each; no rate is a round one. */
const currencies = ['EUR', 'USD', 'JPY', 'KWD'] as const;
type Currency = (typeof currencies)[number];
type Rates = Parameters<typeof setRates>[1];
/** Of KWD the opposite pair alone, so that its inverse applies. */
const rates: fc.Arbitrary<Rates> = fc
  .record({
    usd: fc.integer({ min: 7, max: 13 }),
    jpy: fc.integer({ min: 61, max: 79 }),
    kwd: fc.integer({ min: 23, max: 41 }),
  })
  .map(({ usd, jpy, kwd }) => ({
    'USD/EUR': { '2026-01-01': `0.${String(usd).padStart(2, '0')}7`, '2026-06-05': `0.${usd}` },
    'JPY/EUR': { '2026-01-01': `0.00${jpy}` },
    'EUR/KWD': { '2026-01-01': `0.${kwd}` },
  }));
const noRates: Rates = {};

type Fields = Readonly<Record<string, unknown>>;
type Step =
  | { readonly kind: 'send'; readonly operation: OperationName; readonly params: Fields; readonly body: Fields }
  | { readonly kind: 'rates'; readonly rates: Rates };

const currency = fc.constantFrom(...currencies);
const date = fc.constantFrom('2026-06-01', '2026-06-10');
const minor = fc.integer({ min: 1, max: 999 });
const shown = (amount: number, of: Currency) => formatAmount(BigInt(amount), of);
const send = (operation: OperationName, params: Fields, body: Fields): Step => ({
  kind: 'send',
  operation,
  params,
  body,
});

/** O1 in a currency, slips and invoices of it, invoices of their own, payments that settle what the invoices say. */
type Story = {
  readonly invoices: readonly { readonly id: string; readonly amount: number; readonly of: Currency }[];
  readonly steps: readonly Step[];
};

const stories: fc.Arbitrary<Story> = fc
  .record({
    of: currency,
    order: fc.record({ amount: minor, orderDate: date }),
    slips: fc.array(fc.record({ amount: minor, date, isTakenBack: fc.boolean() }), { maxLength: 3 }),
    invoiced: fc.array(fc.record({ amount: minor, date }), { maxLength: 2 }),
    invoices: fc.array(fc.record({ amount: minor, date, of: currency }), { maxLength: 2 }),
    payments: fc.array(
      fc.record({ amount: minor, date, of: currency, part: fc.nat(99), on: fc.nat(4), later: fc.boolean() }),
      { maxLength: 3 },
    ),
  })
  .map(({ of, order, slips, invoiced, invoices, payments }) => {
    const all = [
      ...invoiced.map((one, index) => ({ ...one, of, id: `I${index}`, order: 'O1' as string | undefined })),
      ...invoices.map((one, index) => ({ ...one, id: `J${index}`, order: undefined })),
    ];
    const steps = [
      send(
        'put-order',
        { order: 'O1' },
        { version: 1, state: 'open', amount: shown(order.amount, of), currency: of, orderDate: order.orderDate },
      ),
      ...slips.flatMap((one, index) => {
        const slip = { order: 'O1', packingSlip: `S${index}` };
        const body = { date: one.date, amount: shown(one.amount, of), currency: of };
        const reversal = send('reverse-packing-slip', slip, { date: '2026-06-11' });
        return [send('put-packing-slip', slip, body), ...(one.isTakenBack ? [reversal] : [])];
      }),
      ...all.map((one) =>
        send(
          'put-invoice',
          { invoice: one.id },
          {
            order: one.order,
            date: one.date,
            dueDate: '2026-07-01',
            amount: shown(one.amount, one.of),
            currency: one.of,
          },
        ),
      ),
      ...payments.flatMap((one, index) => paid(one, `P${index}`, all[one.on])),
    ];
    return { invoices: all, steps };
  });

type Payment = {
  readonly amount: number;
  readonly date: string;
  readonly of: Currency;
  readonly part: number;
  readonly later: boolean;
};

function paid(one: Payment, id: string, invoice: Story['invoices'][number] | undefined): readonly Step[] {
  const amount = Math.max(1, Math.floor((one.amount * one.part) / 100));
  const side =
    invoice === undefined || invoice.of === one.of
      ? {}
      : {
          invoiceAmount: shown(Math.max(1, Math.floor((invoice.amount * one.part) / 150)), invoice.of),
          invoiceCurrency: invoice.of,
        };
  const settlement = invoice === undefined ? [] : [{ invoice: invoice.id, amount: shown(amount, one.of), ...side }];
  const payment = { date: one.date, amount: shown(one.amount, one.of), currency: one.of };
  if (!one.later) return [send('put-payment', { payment: id }, { ...payment, settlements: settlement })];
  return [
    send('put-payment', { payment: id }, payment),
    ...settlement.map((body) =>
      send(
        'put-payment-settlement',
        { payment: id, settlement: `T${id}` },
        { ...body, date: one.date, currency: one.of },
      ),
    ),
  ];
}

let runs = 0;

/** Each run has ids and a customer of its own, on one table. */
async function tell(steps: readonly Step[]): Promise<string> {
  runs += 1;
  const run = `R${runs}-`;
  await desk.addCustomer(run);
  for (const step of steps) {
    if (step.kind === 'rates') await setRates(entity, step.rates);
    else await carryOut(run, step);
  }
  return run;
}

async function carryOut(run: string, { operation, params, body }: Extract<Step, { kind: 'send' }>): Promise<void> {
  const own = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => renamed(one as Fields));
    return value;
  };
  const renamed = (fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) =>
        ['order', 'packingSlip', 'invoice', 'payment', 'settlement'].includes(name) && typeof value === 'string'
          ? [name, `${run}${value}`]
          : [name, own(value)],
      ),
    );
  const { status, body: answer } = await desk.call(operation, renamed(params), { customer: run, ...renamed(body) });
  if (status >= 300) throw new Error(`${operation}: ${status} ${JSON.stringify(answer)}`);
}

async function differences(customer: string) {
  const params = { legalEntity: entity, customer };
  return (await desk.harness.call('reconcile-customer', { as: 'mia', params, body: {} })).body.differences;
}

async function book(): Promise<void> {
  const messages = [{ body: { kind: 'waiting', legalEntity: entity, cause: 'test' } }];
  expect(await desk.harness.work('evaluate-holds', { messages })).toEqual({ batchItemFailures: [] });
}

async function standing(customer: string) {
  const { position, ageing } = await desk.credit(customer);
  return { sums: position.sums, items: ageing.items, cash: ageing.unappliedCash, unconverted: position.unconverted };
}

const options = { seed: 20260615, interruptAfterTimeLimit: 12_000, markInterruptAsFailure: false };

it('ends the same in whatever order documents of several currencies arrive, before their rates or after (§5.3, §15.1)', async () => {
  const told = stories.chain(({ steps }) =>
    fc.record({
      steps: fc.constant(steps),
      rates,
      shuffled: fc.shuffledSubarray([...steps], { minLength: steps.length }),
      late: fc.nat(6),
    }),
  );
  await fc.assert(
    fc.asyncProperty(told, async ({ steps, rates: found, shuffled, late }) => {
      const inOrder = await tell([{ kind: 'rates', rates: found }, ...steps]);
      const first = shuffled.slice(0, late);
      const other = await tell([
        { kind: 'rates', rates: noRates },
        ...first,
        { kind: 'rates', rates: found },
        ...shuffled.slice(late),
      ]);
      await book();
      expect(await standing(other)).toEqual(await standing(inOrder));
      expect([await differences(inOrder), await differences(other)]).toEqual([[], []]);
    }),
    { ...options, numRuns: 40 },
  );
}, 60_000);

it('leaves nothing when all is invoiced and paid or cancelled, whatever the rates became (§5.3)', async () => {
  const told = stories.chain(({ invoices, steps }) =>
    fc.record({
      invoices: fc.constant(invoices),
      steps: fc.constant(steps),
      changes: fc.array(fc.record({ at: fc.nat(8), rates }), { minLength: 1, maxLength: 3 }),
      last: rates,
    }),
  );
  await fc.assert(
    fc.asyncProperty(told, async ({ invoices, steps, changes, last }) => {
      const moving = steps.flatMap((step, index): readonly Step[] => [
        ...changes.filter(({ at }) => at === index).map((change): Step => ({ kind: 'rates', rates: change.rates })),
        step,
      ]);
      const run = await tell([{ kind: 'rates', rates: last }, ...moving]);
      expect(await differences(run)).toEqual([]);
      await payOff(run, invoices, steps);
      const nothing = { balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: 0n };
      expect(await standing(run)).toEqual({ sums: nothing, items: [], cash: 0n, unconverted: 0 });
      expect(await differences(run)).toEqual([]);
    }),
    { ...options, numRuns: 60 },
  );
}, 60_000);

it('waits for no rate where nothing is open, and leaves nothing when the rates come (§5.3)', async () => {
  const told = stories.chain(({ invoices, steps }) =>
    fc.record({
      invoices: fc.constant(invoices),
      steps: fc.shuffledSubarray([...steps], { minLength: steps.length }),
      rates,
    }),
  );
  await fc.assert(
    fc.asyncProperty(told, async ({ invoices, steps, rates: found }) => {
      const late = Object.fromEntries(Object.keys(found).map((pair) => [pair, { '2026-06-12': '0.53' }]));
      const run = await tell([{ kind: 'rates', rates: late }, ...steps]);
      expect(await differences(run)).toEqual([]);
      await payOff(run, invoices, steps);
      const nothing = { balance: 0n, toDelivered: 0n, toOrders: 0n, toHeld: 0n };
      expect(await standing(run)).toEqual({ sums: nothing, items: [], cash: 0n, unconverted: 0 });
      expect(await differences(run)).toEqual([]);
      await setRates(entity, found);
      await book();
      expect(await standing(run)).toEqual({ sums: nothing, items: [], cash: 0n, unconverted: 0 });
      expect([await differences(run), await waitingOf(entity, run as CustomerId)]).toEqual([[], []]);
    }),
    { ...options, numRuns: 40 },
  );
}, 60_000);

/** Payments bounce; what was delivered is invoiced, the rest cancelled; each invoice is paid exactly, half and half. */
async function payOff(run: string, invoices: Story['invoices'], steps: readonly Step[]): Promise<void> {
  const payments = steps.flatMap((step) =>
    step.kind === 'send' && step.operation === 'put-payment' ? [String(step.params['payment'])] : [],
  );
  for (const payment of payments) {
    await desk.call('reverse-payment', { payment: `${run}${payment}` }, { customer: run, date: '2026-06-12' });
  }
  const { body: order } = await desk.call('get-order', { order: `${run}O1` });
  const of = order.currency as Currency;
  const left = minorOf(order.delivered, of) - minorOf(order.invoiced, of);
  const last = left > 0 ? [{ id: 'LAST', amount: left, of }] : [];
  for (const { id, amount } of last) {
    await carryOut(
      run,
      send(
        'put-invoice',
        { invoice: id },
        { order: 'O1', date: '2026-06-11', dueDate: '2026-07-01', amount: shown(amount, of), currency: of },
      ) as never,
    );
  }
  await desk.call('cancel-order', { order: `${run}O1` }, { customer: run });
  for (const invoice of [...invoices, ...last]) {
    const half = Math.floor(invoice.amount / 2);
    for (const [index, amount] of [half, invoice.amount - half].entries()) {
      if (amount === 0) continue;
      const settlements = [{ invoice: invoice.id, amount: shown(amount, invoice.of) }];
      const body = { date: '2026-06-12', amount: shown(amount, invoice.of), currency: invoice.of, settlements };
      await carryOut(run, send('put-payment', { payment: `Q${invoice.id}${index}` }, body) as never);
    }
  }
}

function minorOf(amount: string, of: Currency): number {
  return Math.round(Number(amount) * 10 ** { EUR: 2, USD: 2, JPY: 0, KWD: 3 }[of]);
}
