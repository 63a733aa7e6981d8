import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { customerId, legalEntityId } from '../wire.ts';

/** Ids of decisions that documents caused are longer than those that callers give. */
export const decisionId = z.string().check(z.minLength(1), z.maxLength(256));

export const getDecision = contract({
  name: 'get-decision',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/decisions/{decision}',
  summary: 'Read a decision with everything that it depended on',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId, decision: decisionId }),
  response: decision,
  refusals: ['not-found'],
});
