import { auditTrail } from '../audit-trail.ts';
import { http } from '../http.ts';
import { creditGroupChain } from '../store/audit-chain.ts';
import { getVisibleGroup, isSeenIn } from '../store/visible-credit-groups.ts';
import { listCustomerCreditGroupAuditLinks } from './contract.ts';

/** §1.3, §17: never the other entities' customers. */
export const handler = http(listCustomerCreditGroupAuditLinks, async ({ params, query }, { actor, entities }) => {
  await getVisibleGroup(params.group, { entities, subject: actor.subject });
  const body = await auditTrail('credit-group', creditGroupChain(params.group), query, (link) =>
    isSeenIn(entities, link),
  );
  return { body };
});
