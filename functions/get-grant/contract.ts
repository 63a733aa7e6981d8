import { contract } from '../contract.ts';
import { grantParams, grantSchema } from '../set-up/grant-schema.ts';

export const getGrant = contract({
  name: 'get-grant',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/grants/{subject}',
  summary: 'Read what a user may do in a legal entity',
  params: grantParams,
  response: grantSchema,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found'],
});
