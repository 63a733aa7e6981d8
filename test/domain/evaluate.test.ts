import { describe, expect, test } from 'vitest';
import { evaluate } from '../../domain/evaluate.ts';
import type { Evaluation, RuleOutcome } from '../../domain/evaluation.ts';
import { fittingRules } from '../../domain/rules/rule-index.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { aCustomer, aSituation, day, type SituationWishes } from './a-situation.ts';

function run(set: RulebookWishes, given: SituationWishes = {}): Evaluation {
  return evaluate(aRulebook(set), aSituation(given));
}

function codes({ reasons }: Evaluation): readonly string[] {
  return reasons.map(({ code }) => code);
}

function ruleOf({ rules }: Evaluation, id: string): Pick<RuleOutcome, 'outcome' | 'because'> {
  const found = rules.find(({ rule }) => rule === id);
  if (found === undefined) throw new Error(`no outcome of ${id}`);
  return { outcome: found.outcome, because: found.because };
}

const ofC1 = { scope: 'customer', account: 'C1', boundary: 'over' } as const;
const ofGroup = { scope: 'group', group: 'G', boundary: 'over' } as const;
const big = { type: 'sales-order-amount', kind: 'blocking', amount: '500' } as const;
const small = { type: 'sales-order-amount', kind: 'exclusion', amount: '500', releaseSalesOrder: false } as const;
const releasing = { ...small, releaseSalesOrder: true } as const;
const inG = { customer: { creditManagementGroup: 'G' } };

describe('for whom a rule is', () => {
  const rules: Record<string, RuleDocument> = {
    all: { ...forAll, ...big },
    mine: { ...ofC1, ...big },
    theirs: { ...ofC1, ...big, account: 'C2' },
    group: { ...ofGroup, ...big },
    risky: { ...forAll, ...big, riskGroup: 'HIGH' },
    mineRisky: { ...ofC1, ...big, riskGroup: 'HIGH' },
  };
  const fit = (customer: SituationWishes['customer']): readonly string[] =>
    run({ rules }, { customer })
      .rules.map(({ rule }) => rule)
      .sort();

  test('its account, its credit management group and its risk group', () => {
    expect(fit({})).toEqual(['all', 'mine']);
    expect(fit({ creditManagementGroup: 'G' })).toEqual(['all', 'group', 'mine']);
    expect(fit({ creditManagementGroup: 'C1' })).toEqual(['all', 'mine']);
    expect(fit({ riskGroup: 'HIGH' })).toEqual(['all', 'mine', 'mineRisky', 'risky']);
    expect(fit({ riskGroup: 'LOW' })).toEqual(['all', 'mine']);
  });

  test('of 3,000 rules an evaluation meets those that fit', () => {
    const many = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`R${i}`, { ...ofC1, ...big, account: `C${i}` } as const]),
    );
    const fitting = fittingRules(aRulebook({ rules: many }).rules, aCustomer());
    expect(fitting.flatMap(({ levels }) => levels.flat()).map(({ rule }) => rule)).toEqual(['R1']);
  });
});

describe('levels (§6.3)', () => {
  test('every true rule of the level that blocks is named, and none of a less specific one', () => {
    const rules = {
      a: { ...ofGroup, ...big },
      b: { ...ofGroup, ...big, amount: '600' },
      c: { ...ofGroup, ...big, amount: '5000' },
      d: { ...forAll, ...big },
    };
    const evaluation = run({ rules }, inG);
    expect(evaluation.reasons).toMatchObject([{ rules: [{ rule: 'a' }, { rule: 'b' }] }]);
    expect(ruleOf(evaluation, 'd')).toEqual({ outcome: 'true' });
  });

  test('at a level that blocks, an exclusion clears nothing: less specific rules are still looked at', () => {
    const rules = {
      a: { ...ofC1, ...big },
      b: { ...ofC1, ...small, amount: '5000' },
      c: { ...forAll, ...big, currency: 'USD' },
    };
    const evaluation = run({ rules });
    expect(codes(evaluation)).toEqual(['sales-order-amount', 'cannot-evaluate']);
    expect(ruleOf(evaluation, 'c')).toEqual({ outcome: 'cannot-evaluate' });
  });

  test('a false rule leaves less specific ones in force', () => {
    expect(codes(run({ rules: { a: { ...ofC1, ...big, amount: '5000' }, b: { ...forAll, ...big } } }))).toEqual([
      'sales-order-amount',
    ]);
  });

  test('a true exclusion clears its type below, which is not looked at', () => {
    const evaluation = run({ rules: { a: { ...ofC1, ...small, amount: '5000' }, b: { ...forAll, ...big } } });
    expect(evaluation.outcome).toBe('pass');
    expect(ruleOf(evaluation, 'b')).toEqual({ outcome: 'not-evaluated', because: 'less-specific-than-exclusion' });
  });

  test('an exclusion clears neither its own level nor a more specific one', () => {
    const wide = { ...small, amount: '5000' } as const;
    expect(run({ rules: { a: { ...forAll, ...wide }, b: { ...forAll, ...big } } }).outcome).toBe('hold');
    expect(run({ rules: { a: { ...forAll, ...wide }, b: { ...ofC1, ...big } } }).outcome).toBe('hold');
  });

  test('an exclusion clears only its own type', () => {
    const rules: Record<string, RuleDocument> = {
      a: { ...ofC1, ...small, amount: '5000' },
      b: { ...forAll, type: 'terms-of-payment', kind: 'blocking', paymentTerms: 'N60' },
    };
    expect(codes(run({ rules }, { order: { paymentTerms: 'N60' } }))).toEqual(['terms-of-payment']);
  });

  test.each<[string, RuleDocument, boolean]>([
    [
      'percent',
      {
        ...ofC1,
        type: 'overdue-amount',
        kind: 'exclusion',
        amount: '9',
        valueType: 'percent',
        percent: '99',
        releaseSalesOrder: false,
      },
      true,
    ],
    [
      'amount',
      {
        ...ofC1,
        type: 'overdue-amount',
        kind: 'exclusion',
        amount: '9',
        valueType: 'amount',
        thresholdAmount: '9999',
        releaseSalesOrder: false,
      },
      false,
    ],
    ['none', { ...ofC1, type: 'overdue-amount', kind: 'exclusion', amount: '9', releaseSalesOrder: false }, false],
  ])('exclusionsNeedSameValueType: an exclusion of %s', (_, exclusion, clears) => {
    const rules: Record<string, RuleDocument> = {
      a: exclusion,
      b: { ...forAll, type: 'overdue-amount', kind: 'blocking', amount: '1', percent: '1' },
    };
    const given = { due: { '2026-06-01': 200n }, balance: 200n };
    expect(run({ rules }, given).outcome).toBe('pass');
    const parameters = { exclusionsNeedSameValueType: true };
    expect(run({ rules, parameters }, given).outcome).toBe(clears ? 'pass' : 'hold');
  });

  test('exclusionsNeedSameValueType: types without value types agree', () => {
    const rules = { a: { ...ofC1, ...small, amount: '5000' }, b: { ...forAll, ...big } };
    expect(run({ rules, parameters: { exclusionsNeedSameValueType: true } }).outcome).toBe('pass');
  });

  test('all reasons are collected (§6.4)', () => {
    const evaluation = run(
      {
        parameters: { creditLimitCheck: 'hold', checkPaymentTermsRank: true, checkSettlementDiscountRank: true },
        rules: {
          a: { ...forAll, ...big },
          b: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' },
          c: { ...forAll, ...big, type: 'sales-order-amount', currency: 'USD' },
        },
        accountStatuses: { STOP: 'all' },
        paymentTermsRanks: { N30: 1, N60: 2 },
        settlementDiscountRanks: { D1: 1, D2: 2 },
      },
      {
        balance: 900_000n,
        customer: { accountStatus: 'STOP' },
        order: {
          paymentTerms: 'N60',
          paymentTermsBasis: ['N30'],
          settlementDiscount: 'D2',
          settlementDiscountBasis: ['D1'],
        },
      },
    );
    expect(codes(evaluation)).toEqual([
      'sales-order-amount',
      'credit-limit-used',
      'cannot-evaluate',
      'payment-terms-rank',
      'settlement-discount-rank',
      'credit-limit-exceeded',
      'account-on-hold',
    ]);
  });
});

describe('releaseSalesOrder (§6.3.1)', () => {
  const everything: RulebookWishes = {
    parameters: { creditLimitCheck: 'hold', checkPaymentTermsRank: true },
    rules: {
      a: { ...forAll, ...releasing, amount: '5000' },
      b: { ...ofC1, type: 'credit-limit-used', kind: 'blocking', percent: '100' },
      c: { ...forAll, type: 'account-status', kind: 'blocking', accountStatus: 'STOP' },
      d: { ...ofC1, ...small, amount: '4000' },
      e: { ...ofC1, ...big, currency: 'USD' },
    },
    accountStatuses: { STOP: 'all' },
    paymentTermsRanks: { N30: 1, N60: 2 },
  };
  const given: SituationWishes = {
    balance: 900_000n,
    customer: { accountStatus: 'STOP' },
    order: { paymentTerms: 'N60', paymentTermsBasis: ['N30'] },
  };

  test('whatever would hold the order, it passes, and the record names what was suppressed', () => {
    const evaluation = run(everything, given);
    expect(evaluation).toMatchObject({
      outcome: 'pass',
      reasons: [],
      releasedBy: {
        rule: 'a',
        version: 3,
        suppressed: [
          'account-status',
          'credit-limit-used',
          'cannot-evaluate',
          'payment-terms-rank',
          'credit-limit-exceeded',
          'account-on-hold',
        ],
      },
    });
    expect(ruleOf(evaluation, 'a')).toEqual({ outcome: 'true' });
    expect(ruleOf(evaluation, 'b')).toEqual({ outcome: 'true', because: 'suppressed-by-release' });
    expect(ruleOf(evaluation, 'd')).toEqual({ outcome: 'true' });
  });

  test('one that is false releases nothing', () => {
    const rules = { ...everything.rules, a: { ...forAll, ...releasing } };
    expect(run({ ...everything, rules }, given)).toMatchObject({ outcome: 'hold', releasedBy: undefined });
  });

  test('one that cannot be evaluated releases nothing', () => {
    const rules = { a: { ...forAll, ...releasing, amount: '5000', currency: 'USD' } };
    expect(codes(run({ rules }))).toEqual(['cannot-evaluate']);
  });

  test('with nothing to suppress, the record still names it', () => {
    const rules = { a: { ...ofC1, ...releasing, amount: '5000' } };
    expect(run({ rules }).releasedBy).toEqual({ rule: 'a', version: 3, suppressed: [] });
  });

  test('of a type that is switched off it does nothing', () => {
    const rules: Record<string, RuleDocument> = {
      a: { ...forAll, type: 'credit-limit-used', kind: 'exclusion', percent: '900', releaseSalesOrder: true },
      b: { ...forAll, ...big },
    };
    expect(run({ rules }).outcome).toBe('pass');
    expect(run({ rules, parameters: { creditLimitCheck: 'off' } }).outcome).toBe('hold');
  });
});

describe('creditLimitCheck (§2.2)', () => {
  const rules: Record<string, RuleDocument> = {
    used: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' },
    excluded: { ...ofC1, type: 'credit-limit-used', kind: 'exclusion', percent: '200', releaseSalesOrder: false },
  };
  const blocking: Record<string, RuleDocument> = {
    used: { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '100' },
  };
  const at = (balance: bigint): SituationWishes => ({ balance, orderAmount: 1n });

  test('off: the rules do not run, and say so', () => {
    const evaluation = run({ rules: blocking, parameters: { creditLimitCheck: 'off' } }, at(800_000n));
    expect(evaluation).toMatchObject({ outcome: 'pass', warnings: [], guard: undefined });
    expect(ruleOf(evaluation, 'used')).toEqual({ outcome: 'not-evaluated', because: 'credit-limit-check-off' });
  });

  test('warn: a warning from the first cent above, held or not', () => {
    const parameters = { creditLimitCheck: 'warn' } as const;
    expect(run({ parameters }, at(799_999n))).toMatchObject({ outcome: 'pass', warnings: [] });
    expect(run({ parameters }, at(800_000n))).toMatchObject({
      outcome: 'pass',
      warnings: [{ code: 'credit-limit-exceeded', operands: { exposure: 800_001n, limit: 800_000n } }],
    });
    expect(run({ parameters, rules: blocking }, at(800_000n))).toMatchObject({ outcome: 'hold', warnings: [{}] });
  });

  test('hold: from the first cent above, an ordinary exclusion does not prevent it', () => {
    const parameters = { creditLimitCheck: 'hold' } as const;
    expect(run({ parameters }, at(799_999n))).toMatchObject({ outcome: 'pass', warnings: [] });
    const held = run({ parameters, rules }, at(800_000n));
    expect(codes(held)).toEqual(['credit-limit-exceeded']);
    expect(held.reasons).toMatchObject([
      {
        limit: 'own',
        operands: { exposure: 800_001n, limit: 800_000n },
        clearances: [
          { kind: 'pay', amount: 1n },
          { kind: 'raise-credit-limit', to: 800_001n },
          { kind: 'lower-order', to: 0n },
        ],
      },
    ]);
  });

  test.each(['warn', 'hold'] as const)('%s: never of an order of nothing, nor of an unlimited customer', (check) => {
    const parameters = { creditLimitCheck: check };
    for (const given of [
      { balance: 900_000n, orderAmount: 0n },
      { balance: 900_000n, orderAmount: -1n },
      { balance: 900_000n, customer: { unlimited: true } },
    ]) {
      expect(run({ parameters }, given)).toMatchObject({ outcome: 'pass', warnings: [], guard: undefined });
    }
  });
});

describe('account status (§2.4)', () => {
  const accountStatuses = { OPEN: 'none', BILL: 'invoice', STOP: 'all' } as const;

  test.each([
    ['OPEN', 'invoice', false],
    ['BILL', 'confirmation', false],
    ['BILL', 'packing-slip', false],
    ['BILL', 'invoice', true],
    ['STOP', 'confirmation', true],
    ['STOP', 'invoice', true],
  ] as const)('%s at %s', (accountStatus, checkpoint, stopped) => {
    const evaluation = run({ accountStatuses }, { customer: { accountStatus }, posting: { checkpoint } });
    expect(codes(evaluation)).toEqual(stopped ? ['account-on-hold'] : []);
    if (!stopped) return;
    expect(evaluation.reasons).toMatchObject([
      { operands: { accountStatus, checkpoint }, clearances: [{ kind: 'change-account-status' }] },
    ]);
  });
});

describe('an account status that is not set up (§6.5)', () => {
  test.each(['confirmation', 'invoice'] as const)('might stop %s, and is a hold that says so', (checkpoint) => {
    const evaluation = run({}, { customer: { accountStatus: 'GONE' }, posting: { checkpoint } });
    expect(evaluation.reasons).toEqual([
      {
        code: 'cannot-evaluate',
        rules: [],
        operands: { accountStatus: 'GONE', stops: 'unknown', checkpoint },
        clearances: [{ kind: 'change-account-status', otherThan: ['GONE'] }],
      },
    ]);
  });

  test('no status is none that is unknown', () => {
    expect(run({}, { customer: { accountStatus: undefined } }).outcome).toBe('pass');
  });
});

describe('ranks (§6.7)', () => {
  const paymentTermsRanks = { N14: 10, N30: 20, M30: 20, N60: 30 };
  const parameters = { checkPaymentTermsRank: true };
  const terms = (paymentTerms: string | undefined, ...paymentTermsBasis: string[]): SituationWishes => ({
    order: { paymentTerms, paymentTermsBasis },
  });

  test.each<[SituationWishes, boolean]>([
    [terms('M30', 'N30'), false],
    [terms('N60', 'N60', 'N14'), true],
    [terms('N60', 'X', 'N60'), false],
    [terms('N60', 'X'), false],
    [terms('N60'), false],
    [terms(undefined, 'N14'), false],
  ])('%j', (given, held) => {
    expect(codes(run({ parameters, paymentTermsRanks }, given))).toEqual(held ? ['payment-terms-rank'] : []);
    expect(codes(run({ paymentTermsRanks }, given))).toEqual([]);
  });

  test('a reason says up to which rank the order may go', () => {
    expect(run({ parameters, paymentTermsRanks }, terms('N60', 'N60', 'N14')).reasons).toMatchObject([
      {
        operands: { code: 'N60', rank: 30, basis: 'N14', basisRank: 10 },
        clearances: [{ kind: 'change-payment-terms', maxRank: 10 }],
      },
    ]);
  });

  test('settlement discounts likewise', () => {
    const set = { parameters: { checkSettlementDiscountRank: true }, settlementDiscountRanks: { D1: 1, D2: 2 } };
    expect(run(set, { order: { settlementDiscount: 'D2', settlementDiscountBasis: ['D1'] } }).reasons).toMatchObject([
      { code: 'settlement-discount-rank', clearances: [{ kind: 'change-settlement-discount', maxRank: 1 }] },
    ]);
  });
});

describe('rules in another currency (§6.5)', () => {
  const dollars = { ...ofC1, ...big, currency: 'USD' } as const;

  test('are a hold that names the pair and the date', () => {
    const evaluation = run({ rules: { a: dollars } }, { orderAmount: 1n });
    const rate = { from: 'USD', to: 'EUR', date: '2026-06-15' };
    expect(evaluation.reasons).toEqual([
      {
        code: 'cannot-evaluate',
        rules: [{ rule: 'a', version: 3 }],
        operands: { ...rate, rateType: null },
        clearances: [{ kind: 'set-credit-limit-rate-type', ...rate, rateTypes: [] }],
      },
    ]);
    expect(evaluation.rules).toMatchObject([
      { outcome: 'cannot-evaluate', operands: { amount: '500', currency: 'USD' } },
    ]);
  });

  test('give one reason for each pair', () => {
    const rules = { a: dollars, b: { ...dollars, currency: 'CHF' }, c: { ...dollars, amount: '9' } };
    expect(run({ rules }).reasons).toMatchObject([
      { operands: { from: 'USD' }, rules: [{ rule: 'a' }, { rule: 'c' }] },
      { operands: { from: 'CHF' }, rules: [{ rule: 'b' }] },
    ]);
  });

  test('hold nothing where an exclusion keeps them from being looked at', () => {
    const rules = { a: { ...ofC1, ...small, amount: '5000' }, b: { ...forAll, ...big, currency: 'USD' } };
    expect(run({ rules }).outcome).toBe('pass');
  });
});

test('the same situation gives the same evaluation, and does not change', () => {
  const rulebook = aRulebook({ rules: { a: { ...forAll, ...big } } });
  const situation = aSituation({
    customer: { temporaryLimits: [{ from: day('2026-06-01'), to: day('2026-07-01'), amount: 5n }] },
  });
  const before = structuredClone(situation);
  expect(evaluate(rulebook, situation)).toEqual(evaluate(rulebook, situation));
  expect(situation).toEqual(before);
});
