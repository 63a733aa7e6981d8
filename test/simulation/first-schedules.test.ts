import { test } from 'vitest';
import { expectNoViolation } from './expect-no-violation.ts';

/** Counted, never timed: a busy machine plays the same schedules as an idle one, only later. */
test('nothing is violated in ten thousand schedules', { timeout: 900_000 }, () =>
  expectNoViolation({ from: 1, to: 10_000 }),
);
