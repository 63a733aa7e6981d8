import { expect, test } from 'vitest';
import { meanAmount, meanPercent } from '../../../domain/statistics/mean.ts';
import { periodOf } from '../../../domain/statistics/period.ts';
import { businessDay } from '../a-situation.ts';

const quarter = periodOf(businessDay, 3);

test.each([
  [[100n, 200n], 'EUR', 150n],
  [[1n, 2n], 'EUR', 2n],
  [[1n, 4n], 'EUR', 2n],
  [[-1n, -2n], 'EUR', -2n],
  [[1n, 2n, 2n], 'JPY', 167n],
  [[1_000n, 1_005n], 'KWD', 100n],
  [[1_000n, 1_150n], 'KWD', 108n],
])('the mean of %s of %s is %s hundredths', (amounts, currency, result) => {
  expect(meanAmount(quarter, amounts, currency)).toEqual({ period: quarter, values: amounts.length, result });
});

test('the mean of ratios is exact until it is rounded', () => {
  const third = { part: 1n, whole: 3n };
  expect(meanPercent(quarter, [third, third, third]).result).toBe(3_333n);
  expect(meanPercent(quarter, [third, { part: 2n, whole: 3n }]).result).toBe(5_000n);
  expect(meanPercent(quarter, [third, { part: 5n, whole: 4n }, { part: 0n, whole: 7n }]).result).toBe(5_278n);
  // 0.125 % and 0.375 %: both halves go to the even hundredth.
  expect([1n, 3n].map((part) => meanPercent(quarter, [{ part, whole: 800n }]).result)).toEqual([12n, 38n]);
});

test('there is none of nothing', () => {
  expect(meanAmount(quarter, [], 'EUR')).toEqual({ period: quarter, values: 0, result: undefined });
  expect(meanPercent(quarter, [])).toEqual({ period: quarter, values: 0, result: undefined });
});
