import { auditTrail } from '../audit-trail.ts';
import { http } from '../http.ts';
import { customerChain } from '../store/audit-chain.ts';
import { listCustomerAuditLinks } from './contract.ts';

/** §17 */
export const handler = http(listCustomerAuditLinks, async ({ params, query }, { entity }) => ({
  body: await auditTrail('customer', customerChain(entity, params.customer), query),
}));
