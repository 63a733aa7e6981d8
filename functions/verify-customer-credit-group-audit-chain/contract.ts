import * as z from 'zod/mini';
import { verificationQuery, verificationView } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { creditGroupId } from '../wire.ts';

export const verifyCustomerCreditGroupAuditChain = contract({
  name: 'verify-customer-credit-group-audit-chain',
  area: 'audit',
  method: 'GET',
  path: '/customer-credit-groups/{group}/audit-verification',
  summary: "Verify that a customer credit group's audit trail is as it was written",
  description: 'As of a customer; of the whole chain, also of links that you may not read.',
  params: z.strictObject({ group: creditGroupId }),
  query: verificationQuery,
  response: verificationView,
  refusals: ['not-allowed', 'not-found', 'invalid-cursor'],
});
