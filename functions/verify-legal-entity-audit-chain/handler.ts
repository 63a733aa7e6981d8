import { auditVerification } from '../audit-trail.ts';
import { http } from '../http.ts';
import { legalEntityChain } from '../store/audit-chain.ts';
import { verifyLegalEntityAuditChain } from './contract.ts';

/** §17 */
export const handler = http(verifyLegalEntityAuditChain, async ({ query }, { entity }) => ({
  body: await auditVerification('legal-entity', legalEntityChain(entity), query),
}));
