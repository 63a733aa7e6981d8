import type * as z from 'zod/mini';

/**
 * The schema with a read-only type. Zod's own `readonly` also says `readOnly` in the API description, which there means
 * that the field must not be sent.
 */
export function unchanging<S extends z.ZodMiniType>(
  schema: S,
): z.ZodMiniType<Readonly<z.output<S>>, Readonly<z.input<S>>> {
  return schema as unknown as z.ZodMiniType<Readonly<z.output<S>>, Readonly<z.input<S>>>;
}
