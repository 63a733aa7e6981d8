import type * as z from 'zod/mini';
import { ruleSchema } from '../functions/rule-schema.ts';
import { parametersSchema } from '../functions/set-up/parameters-schema.ts';

/** Large schemas that several operations share and that their contracts leave without a name. */
export const namedSchemas: Readonly<Record<string, z.ZodMiniType>> = {
  Parameters: parametersSchema,
  Rule: ruleSchema,
};
