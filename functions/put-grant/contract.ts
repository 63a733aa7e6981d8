import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { grantParams, grantSchema } from '../set-up/grant-schema.ts';

export const putGrant = contract({
  name: 'put-grant',
  area: 'set-up',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/grants/{subject}',
  summary: 'Say what a user may do in a legal entity',
  description:
    'The subject is the one of the user’s tokens. It takes effect at once, in a warm function within 60 seconds.',
  params: grantParams,
  query: changeQuery,
  body: grantSchema,
  response: grantSchema,
  status: 'created',
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed', 'precondition-required', 'precondition-failed', 'invalid-set-up'],
});
