import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { legalEntity } from '../put-legal-entity/contract.ts';
import { legalEntityId } from '../wire.ts';

export const getLegalEntity = contract({
  name: 'get-legal-entity',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities/{legalEntity}',
  summary: 'Read a legal entity',
  params: z.strictObject({ legalEntity: legalEntityId }),
  response: legalEntity,
  precondition: true,
  refusals: ['legal-entity-not-found', 'not-allowed'],
});
