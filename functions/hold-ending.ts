import * as z from 'zod/mini';
import { chosenHold, chosenHolds, dryRun } from './chosen-holds.ts';
import { civilDate, code, note } from './wire.ts';

const endedHold = z.extend(chosenHold, {
  reviewDate: z.optional(civilDate).check(z.describe('When to look at the customer again.')),
});

/** What release and reject share: one or many holds, one reason, a note. */
export const holdEnding = z.strictObject({
  holds: chosenHolds(endedHold),
  reason: code.check(z.describe("A release reason of each hold's own legal entity.")),
  note: z.optional(note),
  dryRun,
});
