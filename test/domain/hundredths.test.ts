import { expect, test } from 'vitest';
import { formatHundredths, hundredthsOf } from '../../domain/hundredths.ts';

test.each([
  [0n, '0.00'],
  [5n, '0.05'],
  [-5n, '-0.05'],
  [6_083n, '60.83'],
  [-12_300n, '-123.00'],
])('%s hundredths are %s', (value, text) => {
  expect(formatHundredths(value)).toBe(text);
});

test('a quotient is rounded half even to two decimals', () => {
  expect([hundredthsOf(1n, 200n), hundredthsOf(3n, 200n), hundredthsOf(-1n, 3n)]).toEqual([0n, 2n, -33n]);
});
