import * as z from 'zod/mini';

/** How many entries a page holds, in a query: decimal digits, and none of the other ways in which JavaScript reads a number. */
export function pageSize(largest: number) {
  const size = z.pipe(
    z.transform((text: unknown) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text)),
    // The API description shows no default of what is transformed.
    z.int().check(z.minimum(1), z.maximum(largest), z.meta({ default: largest })),
  );
  return z._default(size, largest);
}
