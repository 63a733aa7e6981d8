import { auditTrail } from '../audit-trail.ts';
import { http } from '../http.ts';
import { legalEntityChain } from '../store/audit-chain.ts';
import { listLegalEntityAuditLinks } from './contract.ts';

/** §17 */
export const handler = http(listLegalEntityAuditLinks, async ({ query }, { entity }) => ({
  body: await auditTrail('legal-entity', legalEntityChain(entity), query),
}));
