import { describe, expect, it } from 'vitest';
import { compileExchangeRates, converted, parseRate, ratioOn } from '../../domain/exchange-rates.ts';
import { day } from './a-situation.ts';

const rates = compileExchangeRates({
  ECB: {
    'USD/EUR': { '2026-01-01': '0.9', '2026-06-15': '0.8', '2026-06-16': '0.7' },
    'JPY/EUR': { '2026-01-01': '0.00625' },
    'EUR/KWD': { '2026-01-01': '0.3125' },
    'GBP/EUR': { '2026-01-01': '1.2' },
    'EUR/GBP': { '2026-03-01': '0.5' },
  },
  BOOK: { 'USD/EUR': { '2026-01-01': '2' } },
});

function convert(amount: bigint, from: string, to: string, date = '2026-06-15', rateType: string | null = 'ECB') {
  const ratio = ratioOn(rates, rateType, { from, to, date: day(date) });
  return ratio && converted(amount, ratio);
}

describe('ratioOn (§2.7)', () => {
  it.each([
    ['the latest one valid on the date applies', '2026-06-15', 8000n],
    ['the day before', '2026-06-14', 9000n],
    ['the day after', '2026-06-16', 7000n],
    ['before the first there is none', '2025-12-31', undefined],
  ])('%s', (_, date, expected) => {
    expect(convert(10_000n, 'USD', 'EUR', date)).toBe(expected);
  });

  it('is of its rate type', () => {
    expect(convert(10_000n, 'USD', 'EUR', '2026-06-15', 'BOOK')).toBe(20_000n);
    expect(convert(10_000n, 'USD', 'EUR', '2026-06-15', 'OTHER')).toBeUndefined();
    expect(convert(10_000n, 'USD', 'EUR', '2026-06-15', null)).toBeUndefined();
  });

  it('takes the inverse where only the opposite pair has one', () => {
    expect(convert(8000n, 'EUR', 'USD')).toBe(10_000n);
    // The direct pair has one from March on: until then the inverse.
    expect(convert(12_000n, 'EUR', 'GBP', '2026-02-28')).toBe(10_000n);
    expect(convert(12_000n, 'EUR', 'GBP', '2026-03-01')).toBe(6_000n);
  });

  it('never goes through a third currency, and never takes 1', () => {
    expect(convert(10_000n, 'USD', 'GBP')).toBeUndefined();
  });

  it('needs no rate within one currency', () => {
    expect(convert(123n, 'CHF', 'CHF', '1999-01-01', null)).toBe(123n);
  });

  it.each([
    ['0 to 2 decimals', 160n, 'JPY', 'EUR', 100n],
    ['2 to 0 decimals', 100n, 'EUR', 'JPY', 160n],
    ['2 to 3 decimals', 200n, 'EUR', 'KWD', 625n],
    ['3 to 2 decimals', 3125n, 'KWD', 'EUR', 1000n],
  ])('%s', (_, amount, from, to, expected) => {
    expect(convert(amount, from, to)).toBe(expected);
  });

  it('rounds once, half even, also below zero', () => {
    // 1.00 EUR is 0.3125 KWD, which has three decimals.
    expect(convert(100n, 'EUR', 'KWD')).toBe(312n);
    expect(convert(300n, 'EUR', 'KWD')).toBe(938n);
    expect(convert(-300n, 'EUR', 'KWD')).toBe(-938n);
    expect(convert(500n, 'EUR', 'KWD')).toBe(1562n);
  });
});

describe('parseRate', () => {
  it.each(['0', '0.0', '', '-1', '1e3', '.5', '1.', '1234567890123', '0.1234567890123', ' 1'])('refuses %j', (text) => {
    expect(parseRate(text)).toBeUndefined();
  });

  it.each(['1', '0.000000000001', '999999999999.999999999999'])('takes %j', (text) => {
    expect(parseRate(text)).toBeDefined();
  });
});
