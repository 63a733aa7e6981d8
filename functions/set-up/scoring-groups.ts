import * as z from 'zod/mini';
import { gapsBetween } from '../../domain/risk/check-scores.ts';
import { codeTypes, numberTypes, type ScoringGroup } from '../../domain/risk/risk-set-up.ts';
import { unchanging } from '../unchanging.ts';
import { code, description, memberName } from '../wire.ts';
import { collection } from './collection.ts';
import { setUpWarning } from './set-up-warning.ts';

const score = z.int().check(z.minimum(-100_000), z.maximum(100_000));
const decimal = z
  .string()
  .check(
    z.regex(/^-?(0|[1-9]\d{0,17})(\.\d{1,4})?$/, 'must be a decimal such as 30.01'),
    z.meta({ examples: ['30.01'] }),
  );

const ranges = unchanging(
  z
    .array(z.strictObject({ from: decimal, to: decimal, score }))
    .check(z.minLength(1), z.maxLength(100), z.describe('Both ends are included.')),
);
const values = unchanging(z.array(z.strictObject({ value: code, score })).check(z.minLength(1), z.maxLength(300)));

/** §12.4: what is scored of customers, and how. */
export const scoringGroups = collection({
  name: 'scoringGroups',
  id: 'scoringGroup',
  path: 'scoring-groups',
  noun: 'scoring group',
  value: z.discriminatedUnion('type', [
    z.strictObject({ description, type: z.enum(numberTypes), ranges }),
    z.strictObject({ description, type: z.enum(codeTypes), values }),
    z.strictObject({
      description,
      type: z.literal('user-defined'),
      name: memberName.check(z.describe('Of one of the `userDefinedScores` of customers.')),
      ranges: z.optional(ranges),
      values: z.optional(values),
    }),
  ]) satisfies z.ZodMiniType<ScoringGroup>,
  warnings: { schema: setUpWarning, of: gapsBetween },
});
