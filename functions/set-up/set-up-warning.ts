import * as z from 'zod/mini';

/** What saving accepts but warns of: where (JSON pointer) and what. */
export const setUpWarning = z.strictObject({
  pointer: z.string(),
  code: z.string(),
  with: z.optional(z.string()).check(z.describe('The id of another element that it has to do with.')),
});
