import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/refusal.ts';
import { holdView } from './hold-wire.ts';
import { civilDate, code, holdId, legalEntityId, note } from './wire.ts';

const maxHolds = 100;

const chosenHold = z.strictObject({
  legalEntity: legalEntityId,
  hold: holdId,
  reviewDate: z.optional(civilDate).check(z.describe('When to look at the customer again.')),
});

/** What release and reject share: one or many holds, one reason, a note. */
export const holdEnding = z.strictObject({
  holds: z.array(chosenHold).check(
    z.minLength(1),
    z.maxLength(maxHolds),
    z.refine(
      (holds) => new Set(holds.map((hold) => JSON.stringify([hold.legalEntity, hold.hold]))).size === holds.length,
      {
        message: 'must name each hold once',
      },
    ),
  ),
  reason: code.check(z.describe("A release reason of each hold's own legal entity.")),
  note: z.optional(note),
  dryRun: z._default(z.boolean(), false).check(z.describe('Answers what would happen and changes nothing.')),
});

/** §8.5: per hold; one refusal does not undo the others. */
export const holdEndingResults = z.strictObject({
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('done'), isReplay: z.boolean(), hold: holdView }),
      z.strictObject({
        outcome: z.literal('refused'),
        legalEntity: legalEntityId,
        hold: holdId,
        problem: z.looseObject({ type: z.string(), title: z.string(), status: z.int() }),
      }),
    ]),
  ),
});

/** These stand in the results of a hold, not as the answer's own status. */
export const holdEndingRefusals = ['not-allowed', 'idempotency-key-required'] as const satisfies readonly RefusalCode[];
