import { describe, expect, test } from 'vitest';
import { evaluate } from '../../domain/evaluate.ts';
import type { Clearance, GroupSituation, LimitOwner, ReasonCode } from '../../domain/evaluation.ts';
import type { CreditGroupId } from '../../domain/ids.ts';
import type { RuleDocument } from '../../domain/rules/rule-document.ts';
import { aRulebook, forAll, type RulebookWishes } from './a-rulebook.ts';
import { aSituation, businessDay, day, eur, everySum, type SituationWishes } from './a-situation.ts';

const used = (percent: string) => ({ ...forAll, type: 'credit-limit-used', kind: 'blocking', percent }) as const;
const overdue = { ...forAll, type: 'overdue-amount', kind: 'blocking', amount: '100', percent: '10' } as const;
const late = { ...forAll, type: 'days-overdue', kind: 'blocking', days: 10 } as const;
const expired = { ...forAll, type: 'credit-limit-expired', kind: 'blocking', days: 10 } as const;

type Given = SituationWishes & {
  readonly rules?: Readonly<Record<string, RuleDocument>>;
  readonly parameters?: RulebookWishes['parameters'];
  readonly accountStatuses?: RulebookWishes['accountStatuses'];
  readonly threshold?: bigint;
  readonly group?: GroupSituation;
};

function clearancesOf(code: ReasonCode, given: Given, limit?: LimitOwner): readonly Clearance[] {
  const { rules = {}, parameters = {}, accountStatuses = {}, threshold, group, ...wishes } = given;
  const situation = aSituation(wishes);
  const { reasons } = evaluate(aRulebook({ rules, parameters, accountStatuses }), {
    ...situation,
    ageing: { ...situation.ageing, threshold },
    group,
  });
  const reason = reasons.find((one) => one.code === code && (limit === undefined || one.limit === limit));
  if (reason === undefined) throw new Error(`no ${code} among ${reasons.map((one) => one.code).join(', ')}`);
  return reason.clearances;
}

describe('the posting that names an amount', () => {
  const rules = { R: used('75') };
  const parameters = { exposureBasis: 'balance' } as const;
  const owed = { balance: eur('5000'), rules, parameters };

  test('of less than the order: the order that the posting is then all of', () => {
    const given = { ...owed, orderAmount: eur('2000'), posting: { amount: eur('1500') } };
    expect(clearancesOf('credit-limit-used', given)).toContainEqual({ kind: 'lower-order', to: eur('1000') });
  });

  test('of more than the order: no order below it is more than it', () => {
    const given = { ...owed, orderAmount: eur('900'), posting: { amount: eur('1500') } };
    expect(clearancesOf('credit-limit-used', given)).toContainEqual({ kind: 'lower-order', to: eur('899.99') });
  });
});

describe('the invoices to pay', () => {
  const due = { '2026-05-01': eur('300'), '2026-06-01': eur('200'), '2026-06-10': eur('50') };
  const owing = { rules: { R: overdue }, due, balance: eur('6000'), orderAmount: eur('100') };

  test('are no more than it takes, the oldest first, whose last due date says which', () => {
    expect(clearancesOf('overdue-amount', owing)).toEqual([
      { kind: 'pay', amount: eur('450') },
      { kind: 'pay-invoices-due-before', date: '2026-06-02', amount: eur('450') },
      { kind: 'raise-credit-limit', to: eur('61000') },
      { kind: 'lower-order', to: 0n },
    ]);
  });

  test('are paid in money beside what is on account', () => {
    expect(clearancesOf('overdue-amount', { ...owing, unappliedCash: eur('310') })).toContainEqual({
      kind: 'pay-invoices-due-before',
      date: '2026-06-02',
      amount: eur('140'),
    });
  });

  test('are settled where cash on account covers none, and only then does paying anything else not help', () => {
    const parameters = { useUnappliedCash: false };
    const given = { ...owing, rules: { R: late }, parameters, unappliedCash: eur('310') };
    expect(clearancesOf('days-overdue', given)).toEqual([
      { kind: 'pay-invoices-due-before', date: '2026-06-02', amount: eur('500') },
    ]);
  });

  test('are not named where the money alone does it', () => {
    const given = { rules: { R: used('100') }, due, balance: eur('8000'), orderAmount: eur('100') };
    expect(clearancesOf('credit-limit-used', given).map(({ kind }) => kind)).toEqual([
      'pay',
      'raise-credit-limit',
      'lower-order',
    ]);
  });

  test('an exclusion of an amount lets the rest be overdue', () => {
    const exclusion = {
      scope: 'customer',
      account: 'C1',
      boundary: 'over',
      type: 'days-overdue',
      kind: 'exclusion',
      valueType: 'amount',
      amount: '60',
      currency: 'EUR',
      releaseSalesOrder: false,
    } as const;
    const both = { R: late, E: exclusion };
    const amounts = (parameters: RulebookWishes['parameters']) =>
      clearancesOf('days-overdue', { ...owing, rules: both, parameters }).map((one) => 'amount' in one && one.amount);
    expect(amounts({})).toEqual([eur('490'), eur('490')]);
    expect(amounts({ exclusionsNeedSameValueType: true })).toEqual([eur('500'), eur('500')]);
  });

  test('of which what is left over counts only from the threshold on (§2.2)', () => {
    const given = { ...owing, rules: { R: late }, threshold: eur('40') };
    expect(clearancesOf('days-overdue', given)).toEqual([
      { kind: 'pay', amount: eur('500') },
      { kind: 'pay-invoices-due-before', date: '2026-06-02', amount: eur('500') },
    ]);
    expect(clearancesOf('days-overdue', { ...given, parameters: { useUnappliedCash: false } })).toEqual([
      { kind: 'pay-invoices-due-before', date: '2026-06-02', amount: eur('460.01') },
    ]);
  });
});

describe('a member of a customer credit group', () => {
  const group = (
    wishes: Partial<GroupSituation['group']> = {},
    more: Partial<GroupSituation> = {},
  ): GroupSituation => ({
    group: {
      creditGroup: 'G' as CreditGroupId,
      description: '',
      creditLimit: eur('10000'),
      currency: 'EUR',
      expiryDate: day('2026-06-01'),
      temporaryLimits: [],
      considerMembersOverdue: false,
      ...wishes,
    },
    sums: everySum(eur('9500')),
    otherAgeings: [],
    ...more,
  });
  const owed = { balance: eur('7500'), orderAmount: eur('1000') };

  test('over both limits is told of each', () => {
    const given = { ...owed, rules: { R: used('100') }, group: group() };
    expect(clearancesOf('credit-limit-used', given, 'group')).toEqual([
      { kind: 'pay', amount: eur('500') },
      { kind: 'raise-group-limit', to: eur('10500') },
      { kind: 'lower-order', to: eur('500') },
    ]);
    expect(clearancesOf('credit-limit-used', given, 'own')).toEqual([
      { kind: 'pay', amount: eur('500') },
      { kind: 'raise-credit-limit', to: eur('8500') },
      { kind: 'lower-order', to: eur('500') },
    ]);
  });

  test('over a temporary limit of the group, with creditLimitCheck: hold', () => {
    const temporaryLimits = [{ from: businessDay, to: businessDay, amount: eur('9000') }];
    const given = { ...owed, parameters: { creditLimitCheck: 'hold' }, group: group({ temporaryLimits }) } as const;
    expect(clearancesOf('credit-limit-exceeded', given, 'group')).toContainEqual({
      kind: 'raise-group-temporary-limit',
      to: eur('10500'),
    });
  });

  test('whose group expired: a later date of the group’s', () => {
    expect(clearancesOf('credit-limit-expired', { rules: { R: expired }, group: group() })).toEqual([
      { kind: 'extend-group-expiry', to: '2026-06-05' },
    ]);
  });

  test('held by the invoices of another: all members’ invoices, as what it pays itself does not help', () => {
    const otherAgeings = [
      { items: [{ dueDate: day('2026-05-02'), open: eur('70') }], unappliedCash: eur('20') },
      { items: [{ dueDate: day('2026-06-14'), open: eur('500') }], unappliedCash: 0n },
    ];
    const members = group({ considerMembersOverdue: true }, { otherAgeings });
    const given = { rules: { R: late }, due: { '2026-05-01': eur('30') }, group: members };
    expect(clearancesOf('days-overdue', given)).toEqual([
      { kind: 'pay-group-invoices-due-before', date: '2026-05-03', amount: eur('80') },
    ]);
    expect(clearancesOf('days-overdue', { ...given, group: group({}, { otherAgeings }) })).toContainEqual({
      kind: 'pay-invoices-due-before',
      date: '2026-05-02',
      amount: eur('30'),
    });
  });
});

describe('an exclusion with releaseSalesOrder lets anything that makes it true clear every reason', () => {
  const releasing = { ...forAll, kind: 'exclusion', releaseSalesOrder: true } as const;
  const stopped = { customer: { accountStatus: 'STOP' }, accountStatuses: { STOP: 'all', SLOW: 'invoice' } } as const;

  test('paying, for an account on hold', () => {
    const rules = { E: { ...releasing, type: 'credit-limit-used', percent: '50' } } as const;
    const given = { ...stopped, rules, balance: eur('4000'), orderAmount: eur('1000') };
    expect(clearancesOf('account-on-hold', given)).toEqual([
      { kind: 'pay', amount: eur('1000') },
      { kind: 'raise-credit-limit', to: eur('10000') },
      { kind: 'lower-order', to: 0n },
      { kind: 'change-account-status', otherThan: ['STOP'] },
    ]);
  });

  test('none without one: only another status, which may be another that does not stop this posting', () => {
    expect(clearancesOf('account-on-hold', stopped)).toEqual([{ kind: 'change-account-status', otherThan: ['STOP'] }]);
    const posting = { checkpoint: 'invoice' } as const;
    expect(clearancesOf('account-on-hold', { ...stopped, posting })).toEqual([
      { kind: 'change-account-status', otherThan: ['SLOW', 'STOP'] },
    ]);
  });
});

describe('codes', () => {
  test('name every other that would not do', () => {
    const terms = (paymentTerms: string) =>
      ({ ...forAll, type: 'terms-of-payment', kind: 'blocking', paymentTerms }) as const;
    const given = { rules: { A: terms('N60'), B: terms('N90') }, order: { paymentTerms: 'N60' } };
    expect(clearancesOf('terms-of-payment', given)).toEqual([
      { kind: 'change-payment-terms', otherThan: ['N60', 'N90'] },
    ]);
  });
});

describe('nothing clears', () => {
  test('a rule that every use reaches, but an order of nothing', () => {
    const rule = { ...used('0'), boundary: 'reached' } as const;
    expect(clearancesOf('credit-limit-used', { rules: { R: rule }, customer: { unlimited: true } })).toEqual([
      { kind: 'lower-order', to: 0n },
    ]);
  });

  test('an order of nothing that reaches what a rule allows', () => {
    const rule = { ...forAll, type: 'sales-order-amount', kind: 'blocking', amount: '0', boundary: 'reached' } as const;
    expect(clearancesOf('sales-order-amount', { rules: { R: rule }, orderAmount: 0n })).toEqual([]);
  });
});
