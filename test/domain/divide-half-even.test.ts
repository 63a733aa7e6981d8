import { expect, test } from 'vitest';
import { divideHalfEven } from '../../domain/divide-half-even.ts';

test.each([
  [5n, 2n, 2n],
  [7n, 2n, 4n],
  [-5n, 2n, -2n],
  [-7n, 2n, -4n],
  [249n, 100n, 2n],
  [251n, 100n, 3n],
  [6n, 3n, 2n],
  [0n, 3n, 0n],
])('%s ÷ %s is %s', (dividend, divisor, quotient) => {
  expect(divideHalfEven(dividend, divisor)).toBe(quotient);
});
