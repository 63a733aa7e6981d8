import { auditVerification } from '../audit-trail.ts';
import { http } from '../http.ts';
import { customerChain } from '../store/audit-chain.ts';
import { verifyCustomerAuditChain } from './contract.ts';

/** §17 */
export const handler = http(verifyCustomerAuditChain, async ({ params, query }, { entity }) => ({
  body: await auditVerification('customer', customerChain(entity, params.customer), query),
}));
