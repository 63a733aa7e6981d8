import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPercent, oneHundredPercent, parsePercent } from '../../domain/percent.ts';

test.each([
  ['75', 750_000n],
  ['100.0000', oneHundredPercent],
  ['0.0001', 1n],
  ['33.3', 333_000n],
  ['9999999', 99_999_990_000n],
])('%s %% are %s millionths', (text, percent) => {
  expect(parsePercent(text)).toBe(percent);
});

test.each(['-1', '1.00001', '10000000', '', '1e2', '5 %', '1.'])('%j is no percent', (text) => {
  expect(parsePercent(text)).toBeUndefined();
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999n }), (percent) => {
      expect(parsePercent(formatPercent(percent))).toBe(percent);
    }),
  );
});
