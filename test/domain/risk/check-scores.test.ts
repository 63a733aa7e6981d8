import { describe, expect, test } from 'vitest';
import { checkAutomaticLimit } from '../../../domain/risk/check-automatic-limit.ts';
import { checkRiskGroup, checkScoringGroup, gapsBeside, gapsBetween } from '../../../domain/risk/check-scores.ts';
import type { AutomaticLimit, AutomaticLimitLine, ScoringGroup } from '../../../domain/risk/risk-set-up.ts';
import { aRulebookDocument } from '../a-rulebook.ts';
import { aRiskGroup, forYears, inCountries, paysSlowly, rated } from './some-risk.ts';

const document = aRulebookDocument({
  accountStatuses: { STOP: 'all' },
  scoringGroups: { YEARS: forYears, COUNTRY: inCountries, DAYS: paysSlowly, RATING: rated },
  riskGroups: { LOW: aRiskGroup(0, 10), HIGH: aRiskGroup(21, 30) },
});

const ranged = (type: 'customer-since' | 'average-payment-days', ...ranges: readonly (readonly [string, string])[]) =>
  ({ description: '', type, ranges: ranges.map(([from, to]) => ({ from, to, score: 1 })) }) as const;
const inDays = (...ranges: readonly (readonly [string, string])[]) => ranged('average-payment-days', ...ranges);
const check = (group: ScoringGroup) => checkScoringGroup(document, group);

describe('a scoring group', () => {
  test.each([
    [inDays(['0', '30'], ['30.01', '60']), []],
    [inDays(['30.01', '60'], ['0', '30']), []],
    [inDays(['0', '30'], ['30', '60']), [{ pointer: '/ranges/1', code: 'ranges-overlap' }]],
    [inDays(['10', '20'], ['0', '30']), [{ pointer: '/ranges/1', code: 'ranges-overlap' }]],
    [inDays(['10', '10']), []],
    [inDays(['10', '9.99']), [{ pointer: '/ranges/0/to', code: 'to-before-from' }]],
    [inDays(['0', '1.001']), [{ pointer: '/ranges/0/to', code: 'too-many-decimals' }]],
    [ranged('customer-since', ['0.5', '2']), [{ pointer: '/ranges/0/from', code: 'too-many-decimals' }]],
  ])('%j has the problems %j', (group, problems) => {
    expect(check(group)).toEqual(problems);
  });

  test('lists each value once, of what is set up', () => {
    const listed = (type: 'country' | 'account-status' | 'credit-management-group', ...codes: readonly string[]) =>
      check({ description: '', type, values: codes.map((value) => ({ value, score: 1 })) });
    expect(listed('country', 'DE', 'FR', 'DE')).toEqual([{ pointer: '/values/2/value', code: 'value-repeated' }]);
    expect(listed('country', 'Germany')).toEqual([{ pointer: '/values/0/value', code: 'not-a-country' }]);
    expect(listed('account-status', 'STOP', 'GONE')).toEqual([
      { pointer: '/values/1/value', code: 'unknown-account-status' },
    ]);
    expect(listed('credit-management-group', 'GONE')).toEqual([
      { pointer: '/values/0/value', code: 'unknown-credit-management-group' },
    ]);
  });

  test('that is user-defined has ranges or values', () => {
    const named = { description: '', type: 'user-defined', name: 'RATING' } as const;
    const values = [{ value: 'A', score: 1 }];
    const ranges = [{ from: '0', to: '0.0001', score: 1 }];
    const either = [{ pointer: '', code: 'ranges-or-values' }];
    expect([check(named), check({ ...named, values, ranges })]).toEqual([either, either]);
    expect([check({ ...named, values }), check({ ...named, ranges })]).toEqual([[], []]);
  });

  test('warns of gaps between its ranges', () => {
    expect(gapsBetween(inDays(['30.01', '60'], ['0', '30']))).toEqual([]);
    expect(gapsBetween(inDays(['31', '60'], ['0', '30']))).toEqual([{ pointer: '/ranges/0/from', code: 'gap-below' }]);
    expect(gapsBetween(ranged('customer-since', ['0', '1'], ['2', '9']))).toEqual([]);
    expect(gapsBetween(inCountries)).toEqual([]);
  });
});

describe('a risk group', () => {
  test.each([
    [11, 20, []],
    [10, 20, ['LOW']],
    [11, 21, ['HIGH']],
    [0, 30, ['LOW', 'HIGH']],
    [12, 13, []],
    [31, 31, []],
  ])('from %i to %i overlaps %j', (from, to, others) => {
    const problems = others.map((other) => ({ pointer: '/from', code: 'ranges-overlap', with: other }));
    expect(checkRiskGroup(document, 'NEW', aRiskGroup(from, to))).toEqual(problems);
  });

  test('does not overlap itself, and ends where it begins or later', () => {
    expect(checkRiskGroup(document, 'LOW', aRiskGroup(0, 20))).toEqual([]);
    expect(checkRiskGroup(document, 'NEW', aRiskGroup(15, 15))).toEqual([]);
    expect(checkRiskGroup(document, 'NEW', aRiskGroup(15, 14))).toEqual([{ pointer: '/to', code: 'to-before-from' }]);
  });

  test('warns of the gaps beside it', () => {
    const gaps = (from: number, to: number) =>
      gapsBeside(document, 'NEW', aRiskGroup(from, to)).map(({ code }) => code);
    expect([gaps(11, 20), gaps(12, 20), gaps(11, 19), gaps(12, 19), gaps(31, 40), gaps(32, 40), gaps(-9, -2)]).toEqual([
      [],
      ['gap-below'],
      ['gap-above'],
      ['gap-below', 'gap-above'],
      [],
      ['gap-below'],
      ['gap-above'],
    ]);
    expect(gapsBeside(document, 'LOW', aRiskGroup(0, 10))).toEqual([
      { pointer: '/to', code: 'gap-above', with: 'HIGH' },
    ]);
  });
});

describe('an automatic limit', () => {
  const aLine = { scoringGroup: 'YEARS', operator: 'at-least', value: '2', limit: '1000.00' } as const;
  const aLimit: AutomaticLimit = {
    description: '',
    riskGroup: 'LOW',
    currency: 'JPY',
    maximumAnnualRevenue: '500000.50',
    lines: [{ ...aLine, limit: '1000' }],
  };
  const problems = (wishes: Partial<AutomaticLimit>) => checkAutomaticLimit(document, 'NEW', { ...aLimit, ...wishes });
  const ofLine = (line: Partial<AutomaticLimitLine>) => problems({ currency: 'EUR', lines: [{ ...aLine, ...line }] });

  test('has amounts in their currencies, and names what is there', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ lines: [{ ...aLine, limit: '1.5' }] })).toEqual([
      { pointer: '/lines/0/limit', code: 'amount-does-not-fit-currency' },
    ]);
    expect(problems({ maximumAnnualRevenue: '-1' })).toEqual([
      { pointer: '/maximumAnnualRevenue', code: 'amount-below-zero' },
    ]);
    expect(problems({ riskGroup: 'GONE' })).toEqual([{ pointer: '/riskGroup', code: 'unknown-risk-group' }]);
    expect(ofLine({ scoringGroup: 'GONE' })).toEqual([
      { pointer: '/lines/0/scoringGroup', code: 'unknown-scoring-group' },
    ]);
  });

  test.each([
    [{ value: '2.5' }, ['not-a-value-of-scoring-group']],
    [{ scoringGroup: 'DAYS', value: '2.55' }, []],
    [{ scoringGroup: 'DAYS', value: 'DE' }, ['not-a-value-of-scoring-group']],
    [{ scoringGroup: 'RATING', value: '2.5555' }, []],
    [{ scoringGroup: 'COUNTRY', value: 'DE' }, ['codes-are-equal-or-not']],
    [{ scoringGroup: 'COUNTRY', value: 'DE', operator: 'not-equal' }, []],
    [{ scoringGroup: 'COUNTRY', value: 'Germany', operator: 'equal' }, ['not-a-country']],
  ] as const)('a line with %j has the problems %j', (line, codes) => {
    expect(ofLine(line).map(({ code }) => code)).toEqual(codes);
  });

  test('is the only one for its risk group, currency and maximum', () => {
    const twin = { ...document, automaticLimits: { OTHER: { ...aLimit, version: 1 } } };
    const checked = (wishes: Partial<AutomaticLimit>, id = 'NEW') =>
      checkAutomaticLimit(twin, id, { ...aLimit, ...wishes });
    expect(checked({ maximumAnnualRevenue: '500000.5' })).toEqual([
      { pointer: '/maximumAnnualRevenue', code: 'same-customers', with: 'OTHER' },
    ]);
    expect(checked({}, 'OTHER')).toEqual([]);
    expect([
      checked({ maximumAnnualRevenue: '500000.51' }),
      checked({ currency: 'KRW' }),
      checked({ riskGroup: 'HIGH' }),
    ]).toEqual([[], [], []]);
  });
});
