import { describe, expect, test } from 'vitest';
import { checkRule, warnOfRule } from '../../../domain/rules/check-rule.ts';
import type { RuleDocument } from '../../../domain/rules/rule-document.ts';
import { forAll } from '../a-rulebook.ts';

const order = { ...forAll, type: 'sales-order-amount', kind: 'blocking', amount: '1000' } as const;
const used = { ...forAll, type: 'credit-limit-used', kind: 'blocking', percent: '75' } as const;
const expired = { ...forAll, type: 'credit-limit-expired', kind: 'blocking', days: 10 } as const;
const exclusion = { ...forAll, type: 'account-status', kind: 'exclusion', accountStatus: 'VIP' } as const;

describe('saving refuses', () => {
  test.each<[string, RuleDocument, readonly object[]]>([
    ['nothing of a sound rule', { ...order, currency: 'JPY' }, []],
    [
      'decimals the currency lacks',
      { ...order, currency: 'JPY', amount: '1.5' },
      [{ pointer: '/amount', code: 'not-an-amount' }],
    ],
    ['a negative amount', { ...order, amount: '-1' }, [{ pointer: '/amount', code: 'not-an-amount' }]],
    ['an unknown currency', { ...order, currency: 'XXX' }, [{ pointer: '/currency', code: 'unknown-currency' }]],
    ['five decimals of a percent', { ...used, percent: '1.00001' }, [{ pointer: '/percent', code: 'not-a-percent' }]],
    ['no day more than a century', { ...expired, days: 36_500 }, []],
    ['a day more than a century', { ...expired, days: 36_501 }, [{ pointer: '/days', code: 'not-days' }]],
    ['a part of a day', { ...expired, days: 0.5 }, [{ pointer: '/days', code: 'not-days' }]],
    ['a negative day', { ...expired, days: -1 }, [{ pointer: '/days', code: 'not-days' }]],
    [
      'an empty code',
      { ...exclusion, accountStatus: '', releaseSalesOrder: true },
      [{ pointer: '/accountStatus', code: 'not-a-code' }],
    ],
    [
      'a value type of another kind',
      { ...expired, valueType: 'days' } as never,
      [{ pointer: '/valueType', code: 'value-type-not-available' }],
    ],
  ])('%s', (_, document, problems) => {
    expect(checkRule(document, 'EUR')).toEqual(problems);
  });
});

describe('saving warns', () => {
  const codes = (document: RuleDocument): readonly string[] => warnOfRule(document).map(({ code }) => code);

  test('of an exclusion at all that releases nothing (§6.3.5)', () => {
    expect(codes({ ...exclusion, releaseSalesOrder: false })).toEqual(['exclusion-can-do-nothing']);
    expect(codes({ ...exclusion, releaseSalesOrder: true })).toEqual([]);
    expect(codes({ ...exclusion, releaseSalesOrder: false, scope: 'group', group: 'WHOLESALE' })).toEqual([]);
    expect(codes(order)).toEqual([]);
  });

  test('of a boundary that does nothing', () => {
    expect(codes({ ...order, boundary: 'reached' })).toEqual([]);
    expect(codes({ ...exclusion, releaseSalesOrder: true, boundary: 'reached' })).toEqual(['boundary-has-no-effect']);
    expect(
      codes({ ...forAll, type: 'account-status', kind: 'blocking', accountStatus: 'X', boundary: 'reached' }),
    ).toEqual(['boundary-has-no-effect']);
  });
});
