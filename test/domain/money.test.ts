import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, minorUnitsOf } from '../../domain/currency.ts';
import { formatAmount, largestAmount, parseAmount } from '../../domain/money.ts';

describe('amounts', () => {
  test.each([
    ['1000', 'EUR', 100_000n],
    ['1000.5', 'EUR', 100_050n],
    ['-0.01', 'EUR', -1n],
    ['-0', 'EUR', 0n],
    ['7', 'JPY', 7n],
    ['7.001', 'KWD', 7_001n],
    ['7.0001', 'CLF', 70_001n],
    ['10000000000000000.00', 'EUR', largestAmount],
    ['-10000000000000000.00', 'EUR', -largestAmount],
    ['1000000000000000000', 'JPY', largestAmount],
  ])('%s %s are %s minor units', (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    ['1.001', 'EUR'],
    ['1.000', 'EUR'],
    ['1.0', 'JPY'],
    ['1.0001', 'KWD'],
    ['10000000000000000.01', 'EUR'],
    ['-10000000000000000.01', 'EUR'],
    ['99999999999999999999', 'JPY'],
    ['+1', 'EUR'],
    ['1e3', 'EUR'],
    ['1,000', 'EUR'],
    ['.5', 'EUR'],
    ['5.', 'EUR'],
    [' 5', 'EUR'],
    ['5\n', 'EUR'],
    ['', 'EUR'],
    ['-', 'EUR'],
    ['0x10', 'EUR'],
    ['٥', 'EUR'],
    ['1', 'XXX'],
    ['1', 'eur'],
    ['1', 'XAU'],
  ])('%j %s is no amount', (text, currency) => {
    expect(parseAmount(text, currency)).toBeUndefined();
  });

  test.each([
    [0n, 'EUR', '0.00'],
    [-1n, 'EUR', '-0.01'],
    [-100_050n, 'EUR', '-1000.50'],
    [5n, 'JPY', '5'],
    [5n, 'KWD', '0.005'],
    [70_001n, 'CLF', '7.0001'],
  ])('%s minor units of %s are written %s', (minor, currency, text) => {
    expect(formatAmount(minor, currency)).toBe(text);
  });

  test('what is written is read back, in every currency', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -largestAmount, max: largestAmount }),
        fc.constantFrom(...currencies),
        (minor, currency) => {
          expect(parseAmount(formatAmount(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });

  test('writing an amount of no currency is a defect', () => {
    expect(() => formatAmount(1n, 'XXX')).toThrow(RangeError);
  });
});

test('currencies have 0, 2, 3 or 4 decimals', () => {
  expect(new Set(currencies.map(minorUnitsOf))).toEqual(new Set([0, 2, 3, 4]));
  expect(currencies.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  expect(new Set(currencies).size).toBe(currencies.length);
  expect(['JPY', 'EUR', 'KWD', 'UYW', 'XXX'].map(minorUnitsOf)).toEqual([0, 2, 3, 4, undefined]);
});
