import * as z from 'zod/mini';
import { auditLinks } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { pageQuery } from '../page.ts';
import { legalEntityId } from '../wire.ts';

export const listLegalEntityAuditLinks = contract({
  name: 'list-legal-entity-audit-links',
  area: 'audit',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/audit-links',
  summary: "Read the audit trail of a legal entity's configuration, the latest change first",
  description: 'Changes of its parameters, rules, codes, exchange rates and grants, and of itself (§17).',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: pageQuery,
  response: auditLinks,
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
