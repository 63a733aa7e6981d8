import * as z from 'zod/mini';
import { verificationQuery, verificationView } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { customerId, legalEntityId } from '../wire.ts';

export const verifyCustomerAuditChain = contract({
  name: 'verify-customer-audit-chain',
  area: 'audit',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/customers/{customer}/audit-verification',
  summary: "Verify that a customer's audit trail is as it was written",
  description:
    'Reads the whole chain. A head that an earlier verification answered, kept elsewhere and given here, must still be in it: so a chain that was rewritten as a whole is found too.',
  params: z.strictObject({ legalEntity: legalEntityId, customer: customerId }),
  query: verificationQuery,
  response: verificationView,
  refusals: ['not-found', 'invalid-cursor'],
});
