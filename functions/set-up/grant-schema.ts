import * as z from 'zod/mini';
import { roles } from '../roles.ts';
import { unchanging } from '../unchanging.ts';
import { amount, legalEntityId, subject } from '../wire.ts';

/** §1.2, §1.4: `releaseAuthority` is in the legal entity's base currency. */
export const grantSchema = z.strictObject({
  roles: unchanging(
    z.array(z.enum(roles)).check(
      z.minLength(1),
      z.refine((names) => new Set(names).size === names.length, 'must name each role once'),
    ),
  ),
  releaseAuthority: z.optional(amount),
});

export const grantParams = z.strictObject({ legalEntity: legalEntityId, subject });
