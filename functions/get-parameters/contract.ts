import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { parametersSchema } from '../set-up/parameters-schema.ts';
import { legalEntityId } from '../wire.ts';

export const getParameters = contract({
  name: 'get-parameters',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/parameters',
  summary: 'Read the parameters of a legal entity',
  params: z.strictObject({ legalEntity: legalEntityId }),
  response: parametersSchema,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed'],
});
