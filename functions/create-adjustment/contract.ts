import * as z from 'zod/mini';
import { adjustmentTypes } from '../../domain/adjustment.ts';
import { adjustmentBody, adjustmentView } from '../adjustment-wire.ts';
import { contract } from '../contract.ts';
import { legalEntityId } from '../wire.ts';

export const createAdjustment = contract({
  name: 'create-adjustment',
  area: 'desk',
  method: 'POST',
  path: '/legal-entities/{legalEntity}/adjustments',
  summary: 'Create a credit limit adjustment',
  description:
    'A journal that changes limits once it is posted, with the next number of the legal entity. `credit-limit` changes credit ' +
    'limits and their expiry dates, `temporary-credit-limit` adds temporary limits (§12.1).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  body: z.extend(adjustmentBody, { type: z.enum(adjustmentTypes) }),
  response: adjustmentView,
  status: 'created',
  refusals: ['idempotency-key-required', 'idempotency-key-reused'],
});
