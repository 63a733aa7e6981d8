import * as z from 'zod/mini';
import { auditLinks } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { pageQuery } from '../page.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const listCustomerAuditLinks = contract({
  name: 'list-customer-audit-links',
  area: 'audit',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/audit-links',
  summary: "Read a customer's audit trail, the latest change first",
  description:
    'Changes of its credit data, of its holds, of the exclusion of its orders, and of its membership in credit groups (§17).',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  query: pageQuery,
  response: auditLinks,
  refusals: ['not-found', 'invalid-cursor'],
});
