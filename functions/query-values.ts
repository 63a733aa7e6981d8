import * as z from 'zod/mini';

/**
 * A number in a query: decimal digits, and none of the other ways in which JavaScript reads a number. The API description shows no
 * default of what is transformed, but `usual`.
 */
export function wholeNumber(least: number, most: number, usual?: number) {
  return z.pipe(
    z.transform((text: unknown) => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text)),
    z.int().check(z.minimum(least), z.maximum(most), z.meta(usual === undefined ? {} : { default: usual })),
  );
}

/** `true` or `false` in a query. */
export function yesOrNo() {
  return z.pipe(
    z.transform((text: unknown) => (text === 'true' ? true : text === 'false' ? false : text)),
    z.boolean(),
  );
}

const mostValues = 20;

/** A parameter that may be given several times: any of its values will do. Ids may hold commas, so these separate nothing. */
export function repeatable<S extends z.ZodMiniType>(value: S) {
  return z.pipe(
    z.transform((given: unknown) => (Array.isArray(given) ? (given as unknown[]) : [given])),
    z.array(value).check(z.minLength(1), z.maxLength(mostValues)),
  );
}
