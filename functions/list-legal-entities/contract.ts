import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { legalEntity } from '../put-legal-entity/contract.ts';
import { legalEntityId, version } from '../wire.ts';

export const listLegalEntities = contract({
  name: 'list-legal-entities',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities',
  summary: 'List the legal entities that you have a role in',
  params: z.strictObject({}),
  query: pageQuery,
  response: pageOf(z.extend(legalEntity, { legalEntity: legalEntityId, version })),
  refusals: ['not-allowed', 'invalid-cursor'],
});
