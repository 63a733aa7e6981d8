import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { pageOf, pageQuery } from '../page.ts';
import { grantSchema } from '../set-up/grant-schema.ts';
import { legalEntityId, subject, version } from '../wire.ts';

export const listGrants = contract({
  name: 'list-grants',
  area: 'set-up',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/grants',
  summary: 'List the users of a legal entity and what they may do',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: pageQuery,
  response: pageOf(z.safeExtend(grantSchema, { subject, version })),
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
