import * as z from 'zod/mini';
import { verificationQuery, verificationView } from '../audit-wire.ts';
import { contract } from '../contract.ts';
import { legalEntityId } from '../wire.ts';

export const verifyLegalEntityAuditChain = contract({
  name: 'verify-legal-entity-audit-chain',
  area: 'audit',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/audit-verification',
  summary: "Verify that the audit trail of a legal entity's configuration is as it was written",
  description: 'As of a customer.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: verificationQuery,
  response: verificationView,
  refusals: ['legal-entity-not-found', 'not-allowed', 'invalid-cursor'],
});
