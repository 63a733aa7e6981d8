import * as z from 'zod/mini';
import { gapsBeside } from '../../domain/risk/check-scores.ts';
import { description } from '../wire.ts';
import { collection } from './collection.ts';
import { setUpWarning } from './set-up-warning.ts';

const score = z.int().check(z.minimum(-1_000_000_000), z.maximum(1_000_000_000));

/** §12.4: a range of risk scores, both ends included. */
export const riskGroups = collection({
  name: 'riskGroups',
  id: 'riskGroup',
  path: 'risk-groups',
  noun: 'risk group',
  value: z.strictObject({
    description,
    indicator: z
      .string()
      .check(
        z.regex(/^[^\p{Cc}\p{Cs}]{1,20}$/u, 'must be 1 to 20 characters without control characters'),
        z.meta({ description: 'How people tell the group at a glance: a word, a letter, a sign.', examples: ['high'] }),
      ),
    from: score,
    to: score,
  }),
  warnings: { schema: setUpWarning, of: (value, document, id) => gapsBeside(document, id, value) },
});
