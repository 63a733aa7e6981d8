import { describe, expect, test } from 'vitest';
import { evaluate } from '../../domain/evaluate.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import { reevaluated } from '../../domain/hold.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { aSituation, day, eur, everySum, type SituationWishes } from './a-situation.ts';
import { aHold } from './an-order.ts';

const dollars = { from: 'USD', to: 'EUR', date: '2026-06-15' };
const customer = { creditLimit: eur('8000'), creditLimitCurrency: 'USD' } as const;
const used = { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '90' } as const;
const release = {
  ...forAll,
  type: 'terms-of-payment',
  kind: 'exclusion',
  paymentTerms: 'PREPAID',
  releaseSalesOrder: true,
} as const;
const rate = (usd: string) => ({ ECB: { 'USD/EUR': { '2026-06-15': usd } } });

function run(set: RulebookWishes = {}, wishes: SituationWishes = {}, missing?: readonly (typeof dollars)[]) {
  const parameters: Partial<Parameters> = { creditLimitRateType: 'ECB', ...set.parameters };
  const missingRates = missing?.map((one) => ({ ...one, date: day(one.date) }));
  return evaluate(aRulebook({ ...set, parameters }), { ...aSituation({ customer, ...wishes }), missingRates });
}

const reason = (from = dollars, ...rules: string[]) => ({
  code: 'cannot-evaluate',
  rules: rules.map((rule) => ({ rule, version: 3 })),
  operands: { ...from, rateType: 'ECB' },
  clearances: [{ kind: 'provide-exchange-rate', ...from, rateType: 'ECB' }],
});

describe('a limit that a rate is missing for (§4.3, §6.5)', () => {
  test.each<readonly [string, RulebookWishes, readonly string[]]>([
    ['a rule of the limit', { rules: { a: used } }, ['a']],
    ['the check that holds', { parameters: { creditLimitCheck: 'hold' } }, []],
    ['the check that warns', { parameters: { creditLimitCheck: 'warn' } }, []],
  ])('%s holds, and the decision has no number for it', (_, set, rules) => {
    const evaluation = run(set);
    expect(evaluation.reasons).toEqual([reason(dollars, ...rules)]);
    expect(evaluation.warnings).toEqual([]);
    expect(evaluation.limit).toEqual({
      source: 'credit-limit',
      written: { amount: eur('8000'), currency: 'USD' },
      missingRates: [dollars],
    });
  });

  test.each<readonly [string, RulebookWishes, SituationWishes]>([
    ['no rule of it', { rules: { a: { ...forAll, type: 'days-overdue', kind: 'blocking', days: 5 } } }, {}],
    ['a rule of it that is switched off', { rules: { a: used }, parameters: { creditLimitCheck: 'off' } }, {}],
    ['an order of nothing', { rules: { a: used }, parameters: { creditLimitCheck: 'hold' } }, { orderAmount: 0n }],
    ['an unlimited customer', { rules: { a: used } }, { customer: { ...customer, unlimited: true } }],
    [
      'an overdue amount that is too small',
      { rules: { a: { ...forAll, type: 'overdue-amount', kind: 'blocking', amount: '100', percent: '90' } } },
      { due: { '2026-06-01': eur('100') }, balance: eur('100') },
    ],
  ])('with %s the order passes', (_, set, wishes) => {
    expect(run(set, wishes).outcome).toBe('pass');
  });

  test('a rule that needs it for one half alone cannot be evaluated where that half decides', () => {
    const rules = { a: { ...forAll, type: 'overdue-amount', kind: 'blocking', amount: '100', percent: '90' } } as const;
    const due = { '2026-06-01': eur('100.01') };
    expect(run({ rules }, { due, balance: eur('100.01') }).reasons).toEqual([reason(dollars, 'a')]);
  });

  test.each([
    ['0.12346', 'pass'],
    ['0.12345', 'hold'],
  ])('at a rate of %s an order of 900 EUR is a %s of 90 %', (usd, outcome) => {
    // 90 % of 8,100 USD: 899.99… and 900.02… EUR.
    const limit = { ...customer, creditLimit: eur('8100') };
    const set = { rules: { a: used }, exchangeRates: rate(usd) };
    expect(run(set, { customer: limit, orderAmount: eur('900') }).outcome).toBe(outcome);
  });

  test('raising the limit is in its currency, and exact', () => {
    const set = { rules: { a: used }, exchangeRates: rate('0.85') };
    const [held] = run(set, { orderAmount: eur('9000') }).reasons;
    const raise = held?.clearances.find(({ kind }) => kind === 'raise-credit-limit');
    // 9,000 EUR are 90 % of 10,000 EUR: 11,764.70… USD.
    expect(raise).toEqual({ kind: 'raise-credit-limit', to: eur('11764.70'), currency: 'USD' });
    const at = (creditLimit: bigint) =>
      run(set, { customer: { ...customer, creditLimit }, orderAmount: eur('9000') }).outcome;
    expect([at(eur('11764.69')), at(eur('11764.70'))]).toEqual(['hold', 'pass']);
  });

  test('without a rate type no rate helps, but naming one that has it', () => {
    const parameters = { creditLimitRateType: null };
    const exchangeRates = {
      ...rate('0.85'),
      BOOKS: { 'EUR/USD': { '2026-06-15': '1.2' } },
      LATE: { 'USD/EUR': { '2026-06-16': '0.85' } },
    };
    const [found, ...others] = run({ rules: { a: used }, parameters, exchangeRates }).reasons;
    expect([found, others]).toEqual([
      {
        ...reason(dollars, 'a'),
        operands: { ...dollars, rateType: null },
        clearances: [{ kind: 'set-credit-limit-rate-type', ...dollars, rateTypes: ['BOOKS', 'ECB'] }],
      },
      [],
    ]);
    for (const creditLimitRateType of ['BOOKS', 'ECB']) {
      expect(run({ rules: { a: used }, parameters: { creditLimitRateType }, exchangeRates }).outcome).toBe('pass');
    }
    expect(run({ rules: { a: used }, parameters }).reasons[0]?.clearances).toMatchObject([{ rateTypes: [] }]);
  });

  test('no limit clears a reason where raising it would need the rate', () => {
    const none = { creditLimit: 0n, creditLimitCurrency: 'USD' };
    const [held] = run({ rules: { a: used } }, { customer: none }).reasons;
    expect(held?.code).toBe('credit-limit-used');
    expect(held?.clearances.map(({ kind }) => kind)).toEqual(['pay', 'lower-order']);
  });
});

describe('documents that a rate is missing for (§5.3)', () => {
  test('hold the order whatever the rules say, one reason for each pair, of its first date', () => {
    const earlier = { ...dollars, date: '2026-06-01' };
    const francs = { ...dollars, from: 'CHF' };
    expect(run({}, {}, [dollars, francs, earlier]).reasons).toEqual([reason(earlier), reason(francs)]);
    expect(run({}, {}, []).outcome).toBe('pass');
  });

  test('are counted, those of a pair together', () => {
    const waiting = [
      { ...dollars, documents: 2 },
      { ...dollars, date: '2026-06-01', documents: 1 },
      { ...dollars, from: 'CHF', documents: 1 },
    ];
    const counted = run({}, {}, waiting).reasons.map(({ operands }) => [operands['date'], operands['documents']]);
    expect(counted).toEqual([
      ['2026-06-01', 3],
      ['2026-06-15', 1],
    ]);
  });

  test('are one reason with the rules that lack the same pair', () => {
    const earlier = { ...dollars, date: '2026-06-01' };
    expect(run({ rules: { a: used } }, {}, [earlier]).reasons).toEqual([reason(earlier, 'a')]);
  });

  test('an exclusion suppresses what rules lack, not what documents lack', () => {
    const set = { rules: { a: used, b: release } };
    const order = { paymentTerms: 'PREPAID' };
    const passed = run(set, { order });
    expect([passed.outcome, passed.releasedBy?.suppressed]).toEqual(['pass', ['cannot-evaluate']]);
    const held = run(set, { order, orderAmount: 1n }, [{ ...dollars, from: 'CHF' }]);
    expect(held.reasons).toEqual([reason({ ...dollars, from: 'CHF' })]);
    expect(held.releasedBy?.rule).toBe('b');
  });
});

describe('a group whose exposure a rate is missing for', () => {
  const group = {
    creditGroup: 'G' as CreditGroupId,
    description: '',
    creditLimit: eur('20000'),
    currency: 'EUR',
    expiryDate: day('2099-12-31'),
    temporaryLimits: [],
    considerMembersOverdue: false,
  };
  const pounds = { from: 'GBP', to: 'EUR', date: day('2026-06-15'), isElsewhere: true } as const;

  const inGroup = (rules: Readonly<Record<string, RuleDocument>>, owed = 1n) =>
    evaluate(aRulebook({ rules }), {
      ...aSituation(),
      group: {
        group,
        sums: everySum(0n),
        apart: [{ sums: everySum(owed), conversion: pounds }],
        otherAgeings: [],
      },
    });

  test('holds what tests its limit, and nothing else; it is provided where the other member is', () => {
    const lacking = { code: 'cannot-evaluate', rules: [{ rule: 'a', version: 3 }], operands: pounds, clearances: [] };
    expect(inGroup({ a: used }).reasons).toEqual([lacking]);
    expect(inGroup({}).outcome).toBe('pass');
    expect(inGroup({}).group?.exposure).toEqual({ missingRates: [pounds] });
  });

  test('needs no rate for nothing', () => {
    expect(inGroup({ a: used }, 0n).outcome).toBe('pass');
  });
});

describe('a hold that cannot be evaluated', () => {
  const hold = (before: ReturnType<typeof run>, after: ReturnType<typeof run>) => {
    const held = reevaluated(aHold({ reasons: [] }), before, 1n, 7);
    return [held, reevaluated(held, after, 1n, 8)] as const;
  };

  test('keeps a reason for each pair, and each is cleared on its own', () => {
    const both = run({}, {}, [dollars, { ...dollars, from: 'CHF' }]);
    const [held, then] = hold(both, run({}, {}, [{ ...dollars, from: 'CHF', date: '2026-06-16' }]));
    const shown = ({ reasons }: typeof held) =>
      reasons.map(({ isActive, atHold, now }) => [atHold.operands['from'], isActive, now?.operands['date']]);
    expect(shown(held)).toEqual([
      ['USD', true, '2026-06-15'],
      ['CHF', true, '2026-06-15'],
    ]);
    expect(shown(then)).toEqual([
      ['USD', false, undefined],
      ['CHF', true, '2026-06-16'],
    ]);
  });

  test('has no shortfall until the rate is there', () => {
    const set = { rules: { a: used } };
    const wishes = { orderAmount: eur('7000') };
    const [held, then] = hold(run(set, wishes), run({ ...set, exchangeRates: rate('0.85') }, wishes));
    expect([held.shortfall, held.state, then.shortfall]).toEqual([undefined, 'open', eur('200')]);
  });
});
