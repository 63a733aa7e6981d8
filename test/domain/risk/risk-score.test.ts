import { describe, expect, test } from 'vitest';
import type { Customer } from '../../../domain/customer.ts';
import { riskScoreOf } from '../../../domain/risk/risk-score.ts';
import type { ScoringGroup } from '../../../domain/risk/risk-set-up.ts';
import { aRulebookDocument, type RulebookWishes } from '../a-rulebook.ts';
import { day } from '../a-situation.ts';
import { aRiskGroup, facts, forYears, inCountries, paysSlowly, rated, someStatistics } from './some-risk.ts';

const riskGroups = { LOW: aRiskGroup(-5, 10), HIGH: aRiskGroup(12, 50) };

function score(
  scoringGroups: RulebookWishes['scoringGroups'],
  customer: Partial<Customer> = {},
  statistics = someStatistics(),
) {
  return riskScoreOf(aRulebookDocument({ scoringGroups, riskGroups }), facts(customer, statistics));
}

/** The one part of a score of one scoring group. */
function part(group: ScoringGroup, customer: Partial<Customer> = {}, statistics = someStatistics()) {
  return score({ ONE: group }, customer, statistics)?.parts[0];
}

describe('a risk score (§12.4)', () => {
  test('is the sum of its parts, which say what they come from', () => {
    const customer = { customerSince: day('2024-06-15'), country: 'DE', userDefinedScores: { RATING: '2' } };
    const found = score(
      { B: forYears, A: paysSlowly, C: inCountries, D: rated },
      customer,
      someStatistics({ paymentDays: 3_001n }),
    );
    expect(found).toEqual({
      score: 26,
      riskGroup: 'HIGH',
      parts: [
        {
          scoringGroup: 'A',
          type: 'average-payment-days',
          value: '30.01',
          score: 20,
          matched: { from: '30.01', to: '60', score: 20 },
        },
        {
          scoringGroup: 'B',
          type: 'customer-since',
          value: '2',
          score: 1,
          matched: { from: '2', to: '100', score: 1 },
        },
        { scoringGroup: 'C', type: 'country', value: 'DE', score: 1, matched: { value: 'DE', score: 1 } },
        {
          scoringGroup: 'D',
          type: 'user-defined',
          value: '2',
          score: 4,
          matched: { from: '0.5001', to: '9', score: 4 },
        },
      ],
    });
  });

  test('has no risk group in a gap; both ends of a range are included', () => {
    const scored = (value: number) => ({
      ONE: { description: '', type: 'country', values: [{ value: 'DE', score: value }] } as const,
    });
    const groups = [-6, -5, 10, 11, 12, 50, 51].map((value) => score(scored(value), { country: 'DE' })?.riskGroup);
    expect(groups).toEqual([undefined, 'LOW', 'LOW', undefined, 'HIGH', 'HIGH', undefined]);
  });

  test('is none where nothing is scored, and 0 where nothing of it has a value', () => {
    expect(score({})).toBeUndefined();
    expect(score({ ONE: paysSlowly })).toMatchObject({ score: 0, riskGroup: 'LOW' });
  });
});

describe('ranges include both ends', () => {
  test.each([
    [0n, 10],
    [3_000n, 10],
    [3_001n, 20],
    [6_000n, 20],
    [6_001n, undefined],
  ])('%s hundredths of a day score %s', (paymentDays, expected) => {
    expect(part(paysSlowly, {}, someStatistics({ paymentDays }))?.score).toBe(expected);
  });

  test.each([
    ['-1', 3],
    ['-1.0001', undefined],
    ['0.5', 3],
    ['0.5000', 3],
    ['0.5001', 4],
    ['9', 4],
    ['9.0001', undefined],
  ])('a user-defined value of %s scores %s', (value, expected) => {
    expect(part(rated, { userDefinedScores: { RATING: value } })?.score).toBe(expected);
  });
});

describe('whole years up to the business date, 2026-06-15', () => {
  test.each([
    ['2026-06-15', '0', 5],
    ['2025-06-15', '1', 5],
    ['2024-06-16', '1', 5],
    ['2024-06-15', '2', 1],
    ['2027-01-01', '0', 5],
  ])('since %s are %s, which score %s', (since, value, expected) => {
    expect(part(forYears, { customerSince: day(since) })).toMatchObject({ value, score: expected });
    const inBusiness = { ...forYears, type: 'in-business-since' } as ScoringGroup;
    expect(part(inBusiness, { businessStarted: day(since) })).toMatchObject({ value, score: expected });
  });
});

test.each([
  ['average-payment-days', '11.00'],
  ['days-sales-outstanding', '22.50'],
  ['average-balance', '-33.00'],
] as const)('%s is that of the first period', (type, value) => {
  const statistics = someStatistics({ paymentDays: 1_100n, outstanding: 2_250n, balance: -3_300n });
  expect(part({ ...paysSlowly, type } as ScoringGroup, {}, statistics)).toMatchObject({ value });
});

test.each([
  ['credit-management-group', { creditManagementGroup: 'A' }],
  ['account-status', { accountStatus: 'A' }],
  ['country', { country: 'A' }],
] as const)('%s is listed by its codes', (type, customer) => {
  const group = { description: '', type, values: [{ value: 'A', score: 8 }] };
  expect(part(group, customer)).toMatchObject({ value: 'A', score: 8 });
});

describe('what adds nothing says why', () => {
  test('there is no value', () => {
    const nothing = { value: undefined, score: undefined, without: 'no-value' };
    for (const group of [paysSlowly, forYears, inCountries, rated]) expect(part(group)).toMatchObject(nothing);
    expect(riskScoreOf(aRulebookDocument({ scoringGroups: { ONE: paysSlowly } }), facts())?.parts).toMatchObject([
      nothing,
    ]);
    // A name that every object has is not one of the customer's values.
    expect(part({ ...rated, name: 'toString' } as ScoringGroup)).toMatchObject(nothing);
  });

  test('no range or listed value takes it', () => {
    expect(part(inCountries, { country: 'FR' })).toMatchObject({ value: 'FR', without: 'not-covered' });
    expect(part(rated, { userDefinedScores: { RATING: '10' } })).toMatchObject({ without: 'not-covered' });
  });

  test('it is no number', () => {
    expect(part(rated, { userDefinedScores: { RATING: 'AAA' } })).toMatchObject({
      value: 'AAA',
      without: 'not-a-number',
    });
    const listed = {
      description: '',
      type: 'user-defined',
      name: 'RATING',
      values: [{ value: 'AAA', score: 1 }],
    } as const;
    expect(part(listed, { userDefinedScores: { RATING: 'AAA' } })?.score).toBe(1);
  });
});
