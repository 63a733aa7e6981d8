import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { onAccountOf, settledBy, type CreditHistory } from '../../../domain/credit-history.ts';
import type { InvoiceId } from '../../../domain/ids.ts';
import { balanceOf, type Invoice } from '../../../domain/receivables.ts';
import { receivablesAt } from '../../../domain/statistics/receivables-at.ts';
import { day } from '../a-situation.ts';
import { bounded } from '../bounded.ts';
import { anInvoice, aPayment, aCreditNote, factsOf, history, later, type Facts } from './documents.ts';

const at = (dates: readonly string[], { invoices, credits }: Facts) => receivablesAt(dates.map(day), invoices, credits);

describe('open receivables at past days (§5.1)', () => {
  test('are invoices less credit notes less payments, by their dates', () => {
    const facts = factsOf(
      [anInvoice('I1', '2026-03-31', 1_000n), anInvoice('I2', '2026-04-01', 500n)],
      [aPayment('P1', '2026-04-30', 300n, { I1: 300n }), aCreditNote('N1', '2026-05-01', 100n)],
    );
    const days = ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-29', '2026-04-30', '2026-05-01', '2026-06-15'];
    expect(at(days, facts)).toEqual([0n, 1_000n, 1_500n, 1_500n, 1_200n, 1_100n, 1_100n]);
  });

  test('are owed again from the day on which a payment bounced', () => {
    const bounced = history(aPayment('P1', '2026-04-10', 400n, { I1: 400n }), { reversedOn: day('2026-05-02') });
    const facts = factsOf([anInvoice('I1', '2026-04-01', 1_000n)], [bounced]);
    expect(at(['2026-04-09', '2026-04-10', '2026-05-01', '2026-05-02'], facts)).toEqual([1_000n, 600n, 600n, 1_000n]);
  });

  test('give back what an invoice in another currency was booked as, from the day of its settlement', () => {
    const foreign = anInvoice('I1', '2026-04-01', 1_000n, { currency: 'USD', booked: 900n });
    const payment = aPayment('P1', '2026-04-10', 1_000n, {}, { currency: 'USD', booked: 850n });
    const settlement = later('S1', '2026-04-20', 'I1', 1_000n);
    const applied = { ...settlement, sent: { ...settlement.sent, currency: 'USD' } };
    const facts = factsOf([foreign], [history(payment, { settlements: [applied] })]);
    expect(at(['2026-04-01', '2026-04-10', '2026-04-19', '2026-04-20'], facts)).toEqual([900n, 50n, 50n, 0n]);
  });
});

const firstDay = day('2026-03-01');
const when = fc.nat(12).map((later) => addDays(firstDay, later));
const cents = fc.bigInt({ min: 1n, max: 40n });
const currency = fc.constantFrom('EUR', 'USD');
const invoiceId = fc.constantFrom('I0', 'I1', 'I2');

const invoice = fc.record({ date: when, amount: cents, currency, booked: cents });
const settlement = fc.record({ date: when, invoice: invoiceId, amount: cents, reversed: fc.option(when) });
const credit = fc.record({
  isPayment: fc.boolean(),
  date: when,
  amount: cents,
  currency,
  booked: cents,
  own: fc.option(fc.record({ invoice: invoiceId, amount: cents })),
  ownReversed: fc.option(when),
  later: fc.array(settlement, { maxLength: 3 }),
  bounced: fc.option(when),
});
type Told = Parameters<Parameters<typeof credit.map>[0]>[0];
type Owed = Parameters<Parameters<typeof invoice.map>[0]>[0];

/** What had happened by a day, told anew: nothing of the code under test cuts it off. */
function historyBy(told: Told, index: number, date: string): CreditHistory {
  const by = (then: string | null) => (then !== null && then <= date ? day(then) : undefined);
  const settles = told.own === null ? {} : { [told.own.invoice]: told.own.amount };
  const inCurrency = told.currency === 'EUR' ? {} : { currency: told.currency, booked: told.booked };
  const make = told.isPayment ? aPayment : aCreditNote;
  const whole = { ...make(`K${index}`, told.date, told.amount, settles), ...inCurrency };
  const settlements = told.later
    .map((one, number) => {
      const { settlement: id, sent } = later(`S${number}`, one.date, one.invoice, one.amount);
      const known = one.date <= date ? { ...sent, currency: told.currency } : undefined;
      return { settlement: id, sent: known, reversedOn: by(one.reversed) };
    })
    .filter(({ sent, reversedOn }) => sent !== undefined || reversedOn !== undefined);
  const ownReversed = told.own === null ? undefined : by(told.ownReversed);
  const reversal = { settlement: (told.own?.invoice ?? '') as never, reversedOn: ownReversed };
  const afterwards = {
    reversedOn: told.isPayment ? by(told.bounced) : undefined,
    settlements: ownReversed === undefined ? settlements : [...settlements, reversal],
  };
  const none: CreditHistory = { credit: undefined, afterwards };
  return told.date <= date ? history(whole, afterwards) : none;
}

function owedBy(owed: readonly Owed[], date: string): readonly Invoice[] {
  return owed
    .map(({ date: on, amount, currency: own, booked }, index) =>
      anInvoice(`I${index}`, on, amount, own === 'EUR' ? {} : { currency: own, booked }),
    )
    .filter((one) => one.date <= date);
}

/** What the position would have been, from the documents of the time alone. */
function balanceBy(owed: readonly Owed[], told: readonly Told[], date: string): bigint {
  const arrived = new Map<InvoiceId, Invoice>(owedBy(owed, date).map((one) => [one.invoice, one]));
  const credits = told.map((one, index) => historyBy(one, index, date));
  for (const part of credits.flatMap(settledBy)) {
    const found = arrived.get(part.invoice);
    if (found?.currency === part.currency)
      arrived.set(part.invoice, { ...found, settled: found.settled + part.amount });
  }
  const onAccount = credits.reduce((sum, one) => sum + onAccountOf(one, arrived), 0n);
  return [...arrived.values()].reduce((sum, one) => sum + balanceOf(one), 0n) - onAccount;
}

test('whatever happened when, they are what the documents of each day add up to', () => {
  const days = Array.from({ length: 14 }, (_, index) => addDays(firstDay, index - 1));
  const end = '9999-12-31';
  fc.assert(
    fc.property(fc.array(invoice, { maxLength: 3 }), fc.array(credit, { maxLength: 4 }), (owed, told) => {
      const facts = factsOf(
        owedBy(owed, end),
        told.map((one, index) => historyBy(one, index, end)),
      );
      expect(at(days, facts)).toEqual(days.map((date) => balanceBy(owed, told, date)));
    }),
    bounded(2_000),
  );
});
