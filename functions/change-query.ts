import * as z from 'zod/mini';

/** §17: what people change by sending what it is to be has room for why beside it. */
export const changeQuery = z.strictObject({
  reason: z
    .optional(
      z
        .string()
        .check(
          z.regex(/^[^\p{Cc}\p{Cs}]{1,500}$/u, 'must be 1 to 500 characters without control characters'),
          z.meta({ examples: ['Annual review'] }),
        ),
    )
    .check(z.describe('Why, for the audit trail.')),
});
export type ChangeQuery = z.output<typeof changeQuery>;
