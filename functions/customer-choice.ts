import * as z from 'zod/mini';
import { unchanging } from './unchanging.ts';
import { customerId } from './wire.ts';

const largestChoice = 1_000;

/** Some customers of a legal entity; all of them where it is left out. */
export const customerChoice = z.optional(
  unchanging(z.array(customerId).check(z.minLength(1), z.maxLength(largestChoice))),
);
