import { beforeEach, expect, it } from 'vitest';
import { aDocument, anInvoice, entity, startDocumentsDesk, type DocumentsDesk } from './documents-desk.ts';
import { setRates } from './exchange-rates.ts';

let desk: DocumentsDesk;
beforeEach(async () => {
  desk = await startDocumentsDesk();
  await setRates(entity, {
    'USD/EUR': { '2026-01-01': '0.9', '2026-06-01': '0.8' },
    'EUR/JPY': { '2026-01-01': '160' },
    'KWD/EUR': { '2026-01-01': '3' },
  });
});

type Fields = Readonly<Record<string, unknown>>;
const invoice = async (id: string, wishes: Fields = {}) =>
  desk.call('put-invoice', { invoice: id }, anInvoice({ currency: 'USD', ...wishes }));
const pay = async (id: string, wishes: Fields = {}) => desk.call('put-payment', { payment: id }, aDocument(wishes));
const balance = async () => (await desk.credit()).position.sums.balance;
const reconciled = async () => {
  const params = { legalEntity: entity, customer: 'C1' };
  return (await desk.harness.call('reconcile-customer', { as: 'mia', params, body: {} })).body.differences;
};

it.each([
  ['USD', '1000', 900_00n, '900.00'],
  ['USD', '0.05', 4n, '0.04'],
  ['JPY', '1000', 6_25n, '6.25'],
  ['KWD', '1.005', 3_02n, '3.02'],
])(
  'books an invoice in %s of %s at the rate of its date, rounded half even',
  async (currency, amount, cents, shown) => {
    const { status, body } = await invoice('I1', { currency, amount });
    expect([status, await balance(), await desk.ageing()]).toEqual([201, cents, [0n, ['2026-06-14', cents]]]);
    const base = { bookedAmount: shown, bookedOpen: shown, baseCurrency: 'EUR' };
    expect(body).toMatchObject({ currency, ...base });
    expect((await desk.call('get-invoice', { invoice: 'I1' })).body).toEqual(body);
    const listed = await desk.harness.call('list-invoices', {
      as: 'mia',
      params: { legalEntity: entity },
      query: { customer: 'C1', state: 'open' },
    });
    expect(listed.body.items).toEqual([body]);
  },
);

it('shows nothing of a base amount where the document is in the base currency', async () => {
  const { body } = await invoice('I1', { currency: 'EUR' });
  expect(Object.keys(body).filter((name) => /booked|base/.test(name))).toEqual([]);
});

it('keeps what was booked, whatever becomes of the rates', async () => {
  await invoice('I1');
  await setRates(entity, { 'USD/EUR': { '2026-01-01': '2' } });
  expect((await desk.call('get-invoice', { invoice: 'I1' })).body.bookedAmount).toBe('900.00');
  await pay('P1', { currency: 'USD', amount: '1000', settlements: [{ invoice: 'I1', amount: '1000' }] });
  expect([await balance(), await desk.ageing()]).toEqual([0n, [0n]]);
});

it('counts a payment at its own rate until it is settled, then at the invoice’s', async () => {
  await invoice('I1');
  const { body } = await pay('P1', { currency: 'USD', amount: '400' });
  expect([body.bookedAmount, await balance()]).toEqual(['320.00', 580_00n]);
  const settlement = aDocument({ currency: 'USD', amount: '400', invoice: 'I1' });
  await desk.call('put-payment-settlement', { payment: 'P1', settlement: 'S1' }, settlement);
  expect([await balance(), await desk.ageing()]).toEqual([540_00n, [0n, ['2026-06-14', 540_00n]]]);
  const reversal = { customer: 'C1', date: '2026-06-12' };
  await desk.call('reverse-payment-settlement', { payment: 'P1', settlement: 'S1' }, reversal);
  expect([await balance(), await desk.ageing()]).toEqual([580_00n, [320_00n, ['2026-06-14', 900_00n]]]);
  await desk.call('reverse-payment', { payment: 'P1' }, reversal);
  expect([await balance(), await desk.ageing()]).toEqual([900_00n, [0n, ['2026-06-14', 900_00n]]]);
  expect(await reconciled()).toEqual([]);
});

it('settles an invoice of another currency by what the settlement says of it, in either order', async () => {
  const settlements = [{ invoice: 'I1', amount: '850', invoiceAmount: '1000', invoiceCurrency: 'USD' }];
  const { body } = await pay('P1', { amount: '850', settlements });
  expect([body.settlements, await balance()]).toEqual([
    settlements.map((one) => ({ ...one, amount: '850.00', invoiceAmount: '1000.00' })),
    -850_00n,
  ]);
  await invoice('I1');
  expect([await balance(), await desk.ageing()]).toEqual([0n, [0n]]);
  await invoice('I2');
  await pay('P2', { amount: '850', settlements: settlements.map((one) => ({ ...one, invoice: 'I2' })) });
  expect([await balance(), await desk.ageing(), await reconciled()]).toEqual([0n, [0n], []]);
});

it('settles nothing of an invoice in another currency than it says, in either order, and says so', async () => {
  const settlements = [{ invoice: 'I1', amount: '850' }];
  await pay('P1', { amount: '850', settlements });
  await invoice('I1');
  await pay('P2', { amount: '850', settlements });
  const later = { currency: 'USD', amount: '10', invoice: 'I1' };
  const sent = await desk.call('put-payment-settlement', { payment: 'P1', settlement: 'S1' }, aDocument(later));
  expect(sent.body).toMatchObject({ currency: 'USD', amount: '10.00', notApplied: 'currency-differs' });
  for (const payment of ['P1', 'P2']) {
    const { body } = await desk.call('get-payment', { payment });
    expect(body.settlements[0]).toEqual({ invoice: 'I1', amount: '850.00', notApplied: 'currency-differs' });
  }
  expect(await desk.ageing()).toEqual([1700_00n, ['2026-06-14', 900_00n]]);
  expect([await balance(), await reconciled()]).toEqual([-800_00n, []]);
});

it('leaves what is settled beyond an invoice on account, at the invoice’s proportion', async () => {
  await invoice('I1', { amount: '100' });
  await pay('P1', { currency: 'USD', amount: '150', settlements: [{ invoice: 'I1', amount: '150' }] });
  expect([await balance(), await desk.ageing(), await reconciled()]).toEqual([-45_00n, [45_00n], []]);
});

it('rounds instalments so that they add up to what is open', async () => {
  const dates = ['2026-06-10', '2026-07-10', '2026-08-10'];
  const instalments = dates.map((dueDate) => ({ dueDate, amount: '0.05' }));
  await invoice('I1', { amount: '0.15', dueDate: undefined, instalments });
  // 0.15 at 0.9 is 0.14 (13.5 half even), of which a third and two thirds are 4.67 and 9.33: up to 5, 9 and 14.
  expect(await desk.ageing()).toEqual([0n, [dates[0], 5n], [dates[1], 4n], [dates[2], 5n]]);
  await pay('P1', { currency: 'USD', amount: '0.07', settlements: [{ invoice: 'I1', amount: '0.07' }] });
  expect([await balance(), (await desk.ageing()).slice(1)]).toEqual([
    7n,
    [
      [dates[1], 2n],
      [dates[2], 5n],
    ],
  ]);
  expect(await reconciled()).toEqual([]);
});

it('points at what is wrong with the invoice’s side of a settlement', async () => {
  const settling = async (wishes: Fields) =>
    (await pay('P1', { settlements: [{ invoice: 'I1', amount: '10', ...wishes }] })).body.errors?.map(
      ({ pointer }) => pointer,
    );
  expect(await settling({ invoiceAmount: '10' })).toEqual(['/settlements/0/invoiceCurrency']);
  expect(await settling({ invoiceCurrency: 'USD' })).toEqual(['/settlements/0/invoiceAmount']);
  expect(await settling({ invoiceAmount: '0', invoiceCurrency: 'USD' })).toEqual(['/settlements/0/invoiceAmount']);
  expect(await settling({ invoiceAmount: '1.5', invoiceCurrency: 'JPY' })).toEqual(['/settlements/0/invoiceAmount']);
  expect(await settling({ invoiceAmount: '11', invoiceCurrency: 'EUR' })).toEqual(['/settlements/0/invoiceAmount']);
  const settlement = aDocument({ invoice: 'I1', invoiceAmount: '5' });
  const sent = await desk.call('put-payment-settlement', { payment: 'P1', settlement: 'S1' }, settlement);
  expect(sent.body.errors?.map(({ pointer }) => pointer)).toEqual(['/invoiceCurrency']);
  const note = aDocument({ invoiceAmount: '5', invoiceCurrency: 'USD' });
  const credited = await desk.call('put-credit-note', { creditNote: 'N1' }, note);
  expect(credited.body.errors?.map(({ pointer }) => pointer)).toEqual(['/invoice']);
});
