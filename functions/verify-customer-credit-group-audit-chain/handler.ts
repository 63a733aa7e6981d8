import { auditVerification } from '../audit-trail.ts';
import { http } from '../http.ts';
import { creditGroupChain } from '../store/audit-chain.ts';
import { getVisibleGroup } from '../store/visible-credit-groups.ts';
import { verifyCustomerCreditGroupAuditChain } from './contract.ts';

/** §17 */
export const handler = http(verifyCustomerCreditGroupAuditChain, async ({ params, query }, { actor, entities }) => {
  await getVisibleGroup(params.group, { entities, subject: actor.subject });
  return { body: await auditVerification('credit-group', creditGroupChain(params.group), query) };
});
