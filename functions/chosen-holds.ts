import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/refusal.ts';
import { holdView } from './hold-wire.ts';
import { holdId, legalEntityId } from './wire.ts';

const maxHolds = 100;

export const chosenHold = z.strictObject({ legalEntity: legalEntityId, hold: holdId });
type ChosenHold = z.output<typeof chosenHold>;

/** One or many holds, with what is said of each. */
export function chosenHolds<Output extends ChosenHold, Input>(chosen: z.ZodMiniType<Output, Input>) {
  return z.array(chosen).check(
    z.minLength(1),
    z.maxLength(maxHolds),
    z.refine(
      (holds) => new Set(holds.map((hold) => JSON.stringify([hold.legalEntity, hold.hold]))).size === holds.length,
      { message: 'must name each hold once' },
    ),
  );
}

export const dryRun = z
  ._default(z.boolean(), false)
  .check(z.describe('Answers what would happen and changes nothing.'));

/** §8.5: per hold; one refusal does not undo the others. */
export const holdResults = z.strictObject({
  results: z.array(
    z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('done'), isReplay: z.boolean(), hold: holdView }),
      z
        .strictObject({ outcome: z.literal('awaiting-approval'), isReplay: z.boolean(), hold: holdView })
        .check(
          z.describe(
            'A workflow fits: it was submitted instead, and `approval` of the hold names the request (§11.1).',
          ),
        ),
      z.strictObject({
        outcome: z.literal('refused'),
        legalEntity: legalEntityId,
        hold: holdId,
        problem: z.looseObject({ type: z.string(), title: z.string(), status: z.int() }),
      }),
    ]),
  ),
});

/** Others stand in the results of a hold, not as the answer's own status. */
export const refusalsOfAll = ['not-allowed', 'idempotency-key-required'] as const satisfies readonly RefusalCode[];
