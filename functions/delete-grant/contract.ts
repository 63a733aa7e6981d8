import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { grantParams } from '../set-up/grant-schema.ts';

export const deleteGrant = contract({
  name: 'delete-grant',
  area: 'set-up',
  method: 'DELETE',
  path: '/legal-entities/{legalEntity}/grants/{subject}',
  summary: 'Take all that a user may do in a legal entity',
  description: 'It takes effect at once, in a warm function within 60 seconds.',
  params: grantParams,
  query: changeQuery,
  response: null,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'not-found', 'precondition-required', 'precondition-failed'],
});
