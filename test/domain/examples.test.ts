import { describe, expect, test } from 'vitest';
import { evaluate } from '../../domain/evaluate.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import { parsePercent } from '../../domain/percent.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { aSituation, day, eur, type SituationWishes } from './a-situation.ts';

/** The worked examples of the engine, by their numbers. Exposure is without the order; the business date is 2026-06-15. */
type Example = {
  readonly name: string;
  readonly set: RulebookWishes;
  readonly given: SituationWishes;
  readonly held?: readonly string[];
  readonly also?: Partial<Evaluation> | object;
};

const used = (percent: string) => ({ ...forAll, type: 'credit-limit-used', kind: 'blocking', percent }) as const;
const overdueBy = (days: number) => ({ ...forAll, type: 'days-overdue', kind: 'blocking', days }) as const;
const wholesale = { scope: 'group', group: 'WHOLESALE' } as const;
const inWholesale = { creditManagementGroup: 'WHOLESALE' };

const one: RulebookWishes = { rules: { R: used('75') } };
const oneReached: RulebookWishes = { rules: { R: { ...used('75'), boundary: 'reached' } } };
const four = (creditLimitCheck: 'rules' | 'warn' | 'hold'): RulebookWishes => ({ parameters: { creditLimitCheck } });
const five: RulebookWishes = {
  rules: {
    B30: overdueBy(30),
    E90: { ...overdueBy(90), ...wholesale, kind: 'exclusion', releaseSalesOrder: false },
  },
};
const six: RulebookWishes = { rules: { ...five.rules, B40: { ...overdueBy(40), ...wholesale } } };
const ofC1 = (releaseSalesOrder: boolean): RulebookWishes => ({
  rules: {
    B30: overdueBy(30),
    B100: used('100'),
    E: {
      type: 'days-overdue',
      kind: 'exclusion',
      scope: 'customer',
      account: 'C1',
      boundary: 'over',
      valueType: 'amount',
      currency: 'EUR',
      amount: '500',
      releaseSalesOrder,
    },
  },
});
const sevenStrict: RulebookWishes = { ...ofC1(false), parameters: { exclusionsNeedSameValueType: true } };
const ten: RulebookWishes = {
  rules: { R: { ...forAll, type: 'overdue-amount', kind: 'blocking', amount: '2000', percent: '60' } },
};
const fourteen: RulebookWishes = {
  rules: { R: { ...forAll, type: 'credit-limit-expired', kind: 'blocking', days: 10 } },
};
const sixteen: RulebookWishes = {
  parameters: { checkPaymentTermsRank: true },
  paymentTermsRanks: { N14: 10, N30: 20, N60: 30 },
};

const open5000 = { balance: eur('5000') };
const due45 = { balance: eur('450'), due: { '2026-05-01': eur('450') } };
const overLimit = { ...due45, balance: eur('10200') };
const owing5500 = { customer: { creditLimit: eur('10000') }, balance: eur('5500'), due: { '2026-06-01': eur('2500') } };
const expired = {
  creditLimit: eur('10000'),
  creditLimitExpiryDate: day('2026-06-05'),
  temporaryLimits: [{ from: day('2026-06-01'), to: day('2026-06-15'), amount: eur('12000') }],
};
const guarantee = (includedInExposure: boolean): SituationWishes['customer'] => ({
  creditLimit: eur('30000'),
  policies: [
    {
      id: 'P1',
      kind: 'guarantee',
      provider: 'Bank',
      effectiveDate: day('2026-01-01'),
      expirationDate: day('2026-12-31'),
      value: eur('10000'),
      updateLimitPercent: parsePercent('40') ?? 0n,
      includedInExposure,
    },
  ],
});
const terms = (paymentTerms: string, ...paymentTermsBasis: string[]): SituationWishes => ({
  order: { paymentTerms, paymentTermsBasis },
});

const examples: readonly Example[] = [
  {
    name: '1: at 75.00 %',
    set: one,
    given: { ...open5000, orderAmount: eur('1000') },
    also: { guard: { sum: 'toHeld', max: eur('5000') } },
  },
  {
    name: '2: a cent more',
    set: one,
    given: { ...open5000, orderAmount: eur('1000.01') },
    held: ['credit-limit-used'],
  },
  {
    name: '3: reached',
    set: oneReached,
    given: { ...open5000, orderAmount: eur('1000') },
    held: ['credit-limit-used'],
  },
  { name: '3: a cent less', set: oneReached, given: { ...open5000, orderAmount: eur('999.99') } },
  {
    name: '4: rules',
    set: four('rules'),
    given: { balance: eur('7900'), orderAmount: eur('200') },
    also: { warnings: [] },
  },
  {
    name: '4: warn',
    set: four('warn'),
    given: { balance: eur('7900'), orderAmount: eur('200') },
    also: { warnings: [{ code: 'credit-limit-exceeded' }] },
  },
  {
    name: '4: hold',
    set: four('hold'),
    given: { balance: eur('7900'), orderAmount: eur('200') },
    held: ['credit-limit-exceeded'],
    also: { warnings: [] },
  },
  { name: '5: in the group', set: five, given: { ...due45, customer: inWholesale } },
  { name: '5: outside', set: five, given: due45, held: ['days-overdue'] },
  {
    name: '6',
    set: six,
    given: { ...due45, customer: inWholesale },
    held: ['days-overdue'],
    also: { reasons: [{ rules: [{ rule: 'B40', version: 3 }] }] },
  },
  { name: '7', set: ofC1(false), given: due45 },
  { name: '7: same value type needed', set: sevenStrict, given: due45, held: ['days-overdue'] },
  {
    name: '8',
    set: ofC1(true),
    given: overLimit,
    also: { releasedBy: { rule: 'E', version: 3, suppressed: ['days-overdue', 'credit-limit-used'] } },
  },
  { name: '8: without release', set: ofC1(false), given: overLimit, held: ['credit-limit-used'] },
  { name: '10: 59 %', set: ten, given: { ...owing5500, orderAmount: eur('400') } },
  { name: '10: 61 %', set: ten, given: { ...owing5500, orderAmount: eur('600') }, held: ['overdue-amount'] },
  {
    name: '11: a cent',
    set: { rules: { R: used('100') } },
    given: { customer: { creditLimit: 0n }, orderAmount: 1n },
    held: ['credit-limit-used'],
  },
  {
    name: '11: −5',
    set: { rules: { R: used('100') } },
    given: { customer: { creditLimit: 0n }, orderAmount: eur('-5') },
  },
  { name: '14: today', set: fourteen, given: { customer: expired } },
  {
    name: '14: tomorrow',
    set: fourteen,
    given: { customer: expired, today: day('2026-06-16') },
    held: ['credit-limit-expired'],
    also: { reasons: [{ operands: { daysSinceExpiry: 11 } }] },
  },
  { name: '15', set: {}, given: { customer: guarantee(false) }, also: { limit: { total: eur('34000') } } },
  {
    name: '15: included in exposure',
    set: {},
    given: { customer: guarantee(true) },
    also: { limit: { total: eur('24000') } },
  },
  { name: '16: N60', set: sixteen, given: terms('N60', 'N30'), held: ['payment-terms-rank'] },
  { name: '16: N14', set: sixteen, given: terms('N14', 'N30') },
  { name: '16: unranked', set: sixteen, given: terms('X', 'N30') },
  { name: '17', set: sixteen, given: terms('N30', 'N14'), held: ['payment-terms-rank'] },
];

describe('worked examples', () => {
  test.each(examples)('$name', ({ set, given, held = [], also = {} }) => {
    const evaluation = evaluate(aRulebook(set), aSituation(given));
    expect(evaluation.reasons.map(({ code }) => code)).toEqual(held);
    expect(evaluation).toMatchObject({ outcome: held.length === 0 ? 'pass' : 'hold', ...also });
  });

  test('2 clears with a payment of 0.01, a limit of 8,000.02 or an order of 1,000', () => {
    const { reasons } = evaluate(aRulebook(one), aSituation({ ...open5000, orderAmount: eur('1000.01') }));
    expect(reasons[0]?.clearances).toEqual([
      { kind: 'pay', amount: eur('0.01') },
      { kind: 'raise-credit-limit', to: eur('8000.02') },
      { kind: 'lower-order', to: eur('1000') },
    ]);
  });

  test.each([
    [true, '300'],
    [false, '1000'],
  ])('22: unapplied cash used: %s, overdue %s', (useUnappliedCash, overdue) => {
    const given = { balance: eur('300'), due: { '2026-06-01': eur('1000') }, unappliedCash: eur('700') };
    const set = { parameters: { useUnappliedCash }, rules: { R: overdueBy(30) } };
    const { rules } = evaluate(aRulebook(set), aSituation(given));
    expect(rules).toMatchObject([{ operands: { overdueAmount: eur(overdue) } }]);
  });
});
