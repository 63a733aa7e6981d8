import * as z from 'zod/mini';
import { auditLinks } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { pageQuery } from '../page.ts';
import { creditGroupId } from '../wire.ts';

export const listCustomerCreditGroupAuditLinks = contract({
  name: 'list-customer-credit-group-audit-links',
  area: 'audit',
  method: 'GET',
  path: '/customer-credit-groups/{group}/audit-links',
  summary: "Read a customer credit group's audit trail, the latest change first",
  description:
    'Changes of the group, and of its members those of legal entities in which you may read this. Of the others nothing is shown, so that numbers may be missing (§1.3).',
  params: z.strictObject({ group: creditGroupId }),
  query: pageQuery,
  response: auditLinks,
  refusals: ['not-allowed', 'not-found', 'invalid-cursor'],
});
