import type * as z from 'zod/mini';
import { clearance, reason } from '../functions/reason-wire.ts';
import { ruleSchema } from '../functions/rule-schema.ts';
import { parametersSchema } from '../functions/set-up/parameters-schema.ts';

/** Large schemas that several operations share and that their contracts leave without a name. */
export const namedSchemas: Readonly<Record<string, z.ZodMiniType>> = {
  Parameters: parametersSchema,
  Rule: ruleSchema,
  Reason: reason,
  Clearance: clearance,
};
