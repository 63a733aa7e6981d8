import { test } from 'vitest';
import { expectNoViolation } from './expect-no-violation.ts';

/** A file of its own, so that both halves are played at once. */
test('nothing is violated in ten thousand more', { timeout: 900_000 }, () =>
  expectNoViolation({ from: 10_001, to: 20_000 }),
);
