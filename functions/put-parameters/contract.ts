import * as z from 'zod/mini';
import { changeQuery } from '../change-query.ts';
import { contract } from '../contract.ts';
import { parametersSchema } from '../set-up/parameters-schema.ts';
import { legalEntityId } from '../wire.ts';

export const putParameters = contract({
  name: 'put-parameters',
  area: 'set-up',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/parameters',
  summary: 'Change the parameters of a legal entity',
  description: 'The whole document: read it, change it, and send it back with its ETag.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: changeQuery,
  body: parametersSchema,
  response: parametersSchema,
  precondition: true,
  refusals: [
    'legal-entity-not-found',
    'not-allowed',
    'precondition-required',
    'precondition-failed',
    'invalid-set-up',
    'rulebook-too-large',
  ],
});
