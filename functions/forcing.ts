import * as z from 'zod/mini';
import { civilDate, code, note } from './wire.ts';

/** §10.1: what forcing one order and forcing many share. */
export const forcing = {
  reason: code.check(z.describe("A hold reason of the legal entity's own.")),
  note: z.optional(note).check(z.describe('Of the hold; takes the place of the note of one that is open already.')),
  reviewDate: z.optional(civilDate).check(z.describe('When to look again.')),
  dryRun: z._default(z.boolean(), false).check(z.describe('Answers what would happen and changes nothing.')),
};
