import { describe, expect, test } from 'vitest';
import { explainHold } from '../../domain/explain-hold.ts';
import type { Reason } from '../../domain/evaluation.ts';
import type { HoldId, OrderId } from '../../domain/ids.ts';
import type { CompetingHold } from '../../domain/older-holds.ts';
import { shareOf } from '../../domain/order.ts';
import { plus } from '../../domain/position.ts';
import { nothingOpen } from '../../domain/receivables.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { businessDay, day, eur, everySum } from './a-situation.ts';
import { aCreditState, aHeldOrder, aReason, terms, type StateWishes } from './an-order.ts';

const used = { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '75' } as const;
const late = { ...forAll, type: 'days-overdue', kind: 'blocking', days: 10 } as const;
const large = { ...forAll, type: 'sales-order-amount', kind: 'blocking', amount: '1500' } as const;
const ofTerms = { ...forAll, type: 'terms-of-payment', kind: 'blocking', paymentTerms: 'N90' } as const;
const all = { parameters: { autoRelease: 'off' } } as const satisfies RulebookWishes;

type Given = StateWishes & RulebookWishes & { readonly own?: CompetingHold; readonly older?: readonly CompetingHold[] };

/** An order of 2,000 EUR of a customer who owes 5,000 of 8,000. */
const order = (wishes: Partial<CompetingHold['order']> = {}) =>
  aHeldOrder({}, { terms: terms({ amount: eur('2000') }), ...wishes });

function explained({ own = order(), older = [], balance = eur('5000'), ...given }: Given) {
  const holds = [own, ...older];
  const sums = holds.reduce((sum, held) => plus(sum, shareOf(held.order)), everySum(balance));
  const state = aCreditState({ ...given, sums });
  const { reasons, fixes, noCheapest } = explainHold(aRulebook({ ...all, ...given }), state, own, holds, businessDay);
  return { reasons: reasons.map(({ code }: Reason) => code), fixes, noCheapest };
}

describe('the single fixes of a hold, the cheapest first (§8.2)', () => {
  test('of credit: a payment, of as much a lower order, then a higher limit by what it is raised by', () => {
    expect(explained({ rules: { used } })).toEqual({
      reasons: ['credit-limit-used'],
      fixes: [
        { clearance: { kind: 'pay', amount: eur('1000') }, takes: eur('1000') },
        { clearance: { kind: 'lower-order', to: eur('1000'), currency: undefined }, takes: eur('1000') },
        { clearance: { kind: 'raise-credit-limit', to: eur('9333.34'), currency: undefined }, takes: eur('1333.34') },
      ],
      noCheapest: undefined,
    });
  });

  test('of two reasons only what clears both, and enough of it', () => {
    const { reasons, fixes } = explained({ rules: { used, large } });
    expect(reasons).toEqual(['sales-order-amount', 'credit-limit-used']);
    expect(fixes).toEqual([
      { clearance: { kind: 'lower-order', to: eur('1000'), currency: undefined }, takes: eur('1000') },
    ]);
    const owesLess = explained({ rules: { used, large }, balance: eur('4400') });
    expect(owesLess.fixes).toMatchObject([{ clearance: { kind: 'lower-order', to: eur('1500') }, takes: eur('500') }]);
  });

  test('of what is overdue and of credit, a payment that is enough for both', () => {
    const ageing = { ...nothingOpen, items: [{ dueDate: day('2026-06-01'), open: eur('1200') }] };
    const { fixes } = explained({ rules: { used, late }, ageing });
    expect(fixes).toMatchObject([
      { clearance: { kind: 'pay', amount: eur('1200') }, takes: eur('1200') },
      { clearance: { kind: 'pay-invoices-due-before', date: '2026-06-02', amount: eur('1200') } },
    ]);
  });

  test('in other currencies takes what it comes to in the legal entity’s', () => {
    const exchangeRates = { credit: { 'USD/EUR': { '2026-01-01': '0.5' } } };
    const inDollars = { currency: 'USD', booked: eur('1000'), orderDate: businessDay };
    const { fixes } = explained({
      rules: { used },
      parameters: { creditLimitRateType: 'credit' },
      exchangeRates,
      customer: { creditLimitCurrency: 'USD' },
      balance: eur('2500'),
      own: order(inDollars),
    });
    expect(fixes).toEqual([
      { clearance: { kind: 'pay', amount: eur('500') }, takes: eur('500') },
      { clearance: { kind: 'lower-order', to: eur('1000.01'), currency: 'USD' }, takes: eur('500') },
      { clearance: { kind: 'raise-credit-limit', to: eur('9333.34'), currency: 'USD' }, takes: eur('666.67') },
    ]);
  });

  test('never gives the order up', () => {
    expect(explained({ rules: { used }, balance: eur('6000') }).fixes.map(({ clearance }) => clearance.kind)).toEqual([
      'pay',
      'raise-credit-limit',
    ]);
    const aCentLess = explained({ rules: { used }, balance: eur('5999.99') });
    expect(aCentLess.fixes).toContainEqual({
      clearance: { kind: 'lower-order', to: 1n, currency: undefined },
      takes: eur('1999.99'),
    });
  });

  test('pays for older holds that go with it (§5.4)', () => {
    const older = aHeldOrder(
      { hold: 'O0.1' as HoldId, order: 'O0' as OrderId, heldAt: '2026-06-13T08:00:00.000Z' },
      { order: 'O0' as OrderId, terms: terms({ amount: eur('500') }) },
    );
    expect(explained({ rules: { used }, older: [older] }).fixes[0]).toMatchObject({ takes: eur('1500') });
  });

  test('are other codes where those are the matter, which are no matter of an amount', () => {
    const given = {
      rules: { ofTerms },
      parameters: { checkPaymentTermsRank: true },
      paymentTermsRanks: { N30: 1, N60: 2, N90: 3 },
    };
    const own = aHeldOrder({}, { terms: terms({ paymentTerms: 'N90' }), createdWith: { paymentTerms: 'N30' } });
    const clearance = { kind: 'change-payment-terms', otherThan: ['N60', 'N90'] };
    expect(explained({ ...given, own })).toEqual({
      reasons: ['terms-of-payment', 'payment-terms-rank'],
      fixes: [{ clearance, takes: undefined }],
      noCheapest: 'no-amount',
    });
    const byRank = { kind: 'change-payment-terms', maxRank: 1 };
    expect(explained({ ...given, rules: {}, own })).toMatchObject({
      fixes: [{ clearance: byRank }],
      noCheapest: 'no-amount',
    });
  });
});

describe('why there is no cheapest', () => {
  test('two reasons with nothing in common', () => {
    const given = { rules: { used }, accountStatuses: { STOP: 'all' }, customer: { accountStatus: 'STOP' } } as const;
    expect(explained(given)).toEqual({
      reasons: ['credit-limit-used', 'account-on-hold'],
      fixes: [],
      noCheapest: 'no-single-action',
    });
  });

  test('a rate that is missing: what else there is will be seen when it is there', () => {
    const given = { rules: { used }, customer: { creditLimitCurrency: 'USD' } };
    expect(explained(given)).toEqual({ reasons: ['cannot-evaluate'], fixes: [], noCheapest: 'not-known' });
  });

  test('a hold that a person forced; what else holds it is fixed as if it was not', () => {
    const forced = (codes: readonly ReturnType<typeof aReason>[]) => aHeldOrder({ reasons: codes, posting: undefined });
    const own = forced([aReason('forced')]);
    expect(explained({ own })).toEqual({ reasons: [], fixes: [], noCheapest: 'forced' });
    const both = explained({ own: forced([aReason('forced')]), rules: { used }, balance: eur('5500') });
    expect(both).toMatchObject({ fixes: [{ takes: eur('500') }, {}, {}], noCheapest: undefined });
  });

  test('nothing: the hold says so already, or evaluating it again is all that it needs', () => {
    const own = aHeldOrder({ reasons: [aReason('credit-limit-used', false), aReason('ready-to-release')] });
    expect(explained({ own })).toEqual({ reasons: [], fixes: [], noCheapest: 'nothing-active' });
    const again = { reasons: [], fixes: [{ clearance: { kind: 'evaluate-again' }, takes: 0n }], noCheapest: undefined };
    expect(explained({ rules: { used }, balance: 0n })).toEqual(again);
    expect(explained({ rules: { used }, customer: { excludeFromCreditManagement: true } })).toEqual(again);
  });
});
