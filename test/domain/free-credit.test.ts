import { describe, expect, test } from 'vitest';
import { creditTaken, freeCredit, keptBy } from '../../domain/free-credit.ts';
import { shareOf } from '../../domain/order.ts';
import { plus } from '../../domain/position.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { businessDay, eur, everySum } from './a-situation.ts';
import { aCreditState, aHeldOrder, anOrder, aReason, terms, type StateWishes } from './an-order.ts';

const used = { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' } as const;
const ofTerms = { ...forAll, type: 'terms-of-payment', kind: 'blocking', paymentTerms: 'N90' } as const;
const rules = { used, ofTerms };

type Given = StateWishes & RulebookWishes & { readonly own?: ReturnType<typeof aHeldOrder> };

/** C1 has a limit of 8,000 EUR; orders of 1,000 and of 4,000 are held. */
function kept({ own = aHeldOrder(), balance = 0n, ...given }: Given): readonly string[] {
  const other = aHeldOrder({ heldAt: '2026-06-01T08:00:00.000Z' }, { terms: terms({ amount: eur('4000') }) });
  const sums = [own, other].reduce((sum, { order }) => plus(sum, shareOf(order)), everySum(balance));
  const state = aCreditState({ ...given, sums });
  return keptBy(aRulebook({ rules, ...given }), state, own, businessDay).map(({ code }) => code);
}

describe('a held order that would be released now', () => {
  test('fits up to the limit, whatever older orders are held', () => {
    expect(kept({ balance: eur('7000') })).toEqual([]);
    expect(kept({ balance: eur('7000.01') })).toEqual(['credit-limit-used']);
  });

  test('is kept by other reasons too, and by whoever forced it', () => {
    const reasons = [aReason('credit-limit-used'), aReason('forced')];
    expect(kept({ own: aHeldOrder({ reasons }, { terms: terms({ paymentTerms: 'N90' }) }) })).toEqual([
      'forced',
      'terms-of-payment',
    ]);
    expect(kept({ own: aHeldOrder({ reasons: [aReason('forced', false)] }) })).toEqual([]);
  });

  test('of an excluded customer is kept by nothing else', () => {
    const given = { balance: eur('9000'), customer: { excludeFromCreditManagement: true } };
    expect(kept(given)).toEqual([]);
    expect(kept({ ...given, own: aHeldOrder({ reasons: [aReason('forced')] }) })).toEqual(['forced']);
  });
});

describe('free credit', () => {
  const sums = { ...everySum(eur('1000')), toOrders: eur('3000'), toHeld: eur('7000') };
  const free = (given: StateWishes & RulebookWishes = {}) =>
    freeCredit(aRulebook(given), aCreditState({ sums, ...given }), businessDay);

  test('is what open orders leave of the limit; held ones take nothing of it', () => {
    expect(free()).toEqual({ own: eur('5000'), group: undefined });
    expect(free({ customer: { creditLimit: eur('2000') } }).own).toBe(-eur('1000'));
    expect(free({ parameters: { exposureBasis: 'balance' } }).own).toBe(eur('7000'));
  });

  test('is not known without a limit or a rate', () => {
    expect(free({ customer: { unlimited: true } }).own).toBeUndefined();
    expect(free({ customer: { creditLimitCurrency: 'USD' } }).own).toBeUndefined();
  });

  test('is taken by the open part of an order, where open orders count', () => {
    const order = anOrder({ state: 'open', terms: terms({ amount: eur('1000') }), delivered: eur('300') });
    expect(creditTaken(aRulebook(), order)).toBe(eur('700'));
    expect(creditTaken(aRulebook({ parameters: { exposureBasis: 'balance-and-delivered' } }), order)).toBe(0n);
  });
});
