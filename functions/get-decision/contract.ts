import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { decision } from '../decision-wire.ts';
import { customerId, legalEntityId, requestId } from '../wire.ts';

export const getDecision = contract({
  name: 'get-decision',
  area: 'desk',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/decisions/{decision}',
  summary: 'Read a decision with everything that it depended on',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId, decision: requestId }),
  response: decision,
  inWords: true,
  refusals: ['not-found'],
});
