import { describe, expect, test } from 'vitest';
import type { Customer } from '../../../domain/customer.ts';
import { automaticLimitFor } from '../../../domain/risk/automatic-limit.ts';
import type { AutomaticLimit, AutomaticLimitLine, LimitOperator } from '../../../domain/risk/risk-set-up.ts';
import { aRulebookDocument } from '../a-rulebook.ts';
import { day, eur } from '../a-situation.ts';
import { facts, forYears, inCountries, paysSlowly, rated, someStatistics } from './some-risk.ts';

const scoringGroups = { YEARS: forYears, COUNTRY: inCountries, DAYS: paysSlowly, RATING: rated };

const aLine = (wishes: Partial<AutomaticLimitLine> = {}): AutomaticLimitLine => ({
  scoringGroup: 'YEARS',
  operator: 'at-least',
  value: '2',
  limit: '1000',
  ...wishes,
});

const aLimit = (wishes: Partial<AutomaticLimit> = {}): AutomaticLimit => ({
  description: '',
  riskGroup: 'LOW',
  currency: 'EUR',
  maximumAnnualRevenue: '500000',
  lines: [aLine()],
  ...wishes,
});

/** Of the risk group, for exactly two years. */
const known = { riskGroup: 'LOW', customerSince: day('2024-06-15') };

function given(
  automaticLimits: Readonly<Record<string, AutomaticLimit>>,
  customer: Partial<Customer> = {},
  statistics = someStatistics(),
) {
  const document = aRulebookDocument({ scoringGroups, automaticLimits });
  return automaticLimitFor(document, facts({ ...known, ...customer }, statistics));
}

describe('an automatic limit (§12.5)', () => {
  test('gives the highest limit whose comparison is true', () => {
    const lines = [
      aLine({ limit: '1000' }),
      aLine({ value: '1', limit: '3000' }),
      aLine({ value: '3', limit: '9000' }),
      aLine({ limit: '3000' }),
    ];
    expect(given({ A: aLimit({ lines }) })).toEqual({
      customer: 'C1',
      automaticLimit: 'A',
      line: 1,
      limit: eur('3000'),
      currency: 'EUR',
    });
    expect(given({ A: aLimit({ lines: [aLine({ value: '3' })] }) })).toBeUndefined();
  });

  test('is for its risk group and the currency of the limit', () => {
    expect(given({ A: aLimit({ riskGroup: 'HIGH' }) })).toBeUndefined();
    expect(given({ A: aLimit() }, { riskGroup: undefined })).toBeUndefined();
    const inDollars = aLimit({ currency: 'USD' });
    expect(given({ A: inDollars })).toBeUndefined();
    expect(given({ A: aLimit() }, { creditLimitCurrency: 'USD' })).toBeUndefined();
    expect(given({ A: inDollars }, { creditLimitCurrency: 'USD' })).toMatchObject({ limit: 100_000n, currency: 'USD' });
  });

  test.each([
    [undefined, 'A'],
    [0n, 'A'],
    [eur('500000'), 'A'],
    [eur('500000.01'), 'B'],
    [eur('900000'), 'B'],
    [eur('900000.01'), undefined],
  ])('a revenue of %s gives %s: the lowest maximum that it does not exceed', (annualRevenue, expected) => {
    const limits = { B: aLimit({ maximumAnnualRevenue: '900000' }), A: aLimit() };
    expect(given(limits, { annualRevenue })?.automaticLimit).toBe(expected);
  });

  test.each<readonly [LimitOperator, readonly string[]]>([
    ['equal', ['2']],
    ['not-equal', ['1', '3']],
    ['less', ['3']],
    ['at-most', ['2', '3']],
    ['more', ['1']],
    ['at-least', ['1', '2']],
  ])('two years are %s to %s, of 1, 2 and 3', (operator, expected) => {
    const isGiven = (value: string) => given({ A: aLimit({ lines: [aLine({ operator, value })] }) }) !== undefined;
    expect(['1', '2', '3'].filter(isGiven)).toEqual(expected);
  });

  test('compares the value and not its score', () => {
    const days = aLimit({ lines: [aLine({ scoringGroup: 'DAYS', operator: 'at-most', value: '12.34' })] });
    expect(given({ A: days }, {}, someStatistics({ paymentDays: 1_234n }))).toBeDefined();
    expect(given({ A: days }, {}, someStatistics({ paymentDays: 1_235n }))).toBeUndefined();
  });

  test.each<readonly [LimitOperator, string | undefined, boolean]>([
    ['equal', 'DE', true],
    ['equal', 'FR', false],
    ['not-equal', 'DE', false],
    ['not-equal', 'FR', true],
    ['not-equal', undefined, false],
    ['at-least', 'DE', false],
  ])('a code %s to DE: of %s it is %s', (operator, country, expected) => {
    const line = aLine({ scoringGroup: 'COUNTRY', operator, value: 'DE' });
    expect(given({ A: aLimit({ lines: [line] }) }, { country }) !== undefined).toBe(expected);
  });

  test('a customer without a value, or with one that is no number, gets nothing', () => {
    const line = aLine({ scoringGroup: 'RATING', operator: 'not-equal', value: '1' });
    const rating = (value: string) => given({ A: aLimit({ lines: [line] }) }, { userDefinedScores: { RATING: value } });
    expect([rating('2') === undefined, rating('AAA') === undefined]).toEqual([false, true]);
    expect(given({ A: aLimit({ lines: [line] }) })).toBeUndefined();
    expect(given({ A: aLimit() }, { customerSince: undefined })).toBeUndefined();
  });
});
