import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { paymentSettlementReversalMessage, reversalBody } from '../settlement-message.ts';
import { legalEntityId, paymentId, settlementId } from '../wire.ts';

export const reversePaymentSettlement = contract({
  name: 'reverse-payment-settlement',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/payments/{payment}/settlements/{settlement}/reversal',
  summary: 'Take back a settlement by a payment',
  description:
    'Final: what it applied is on account again. It may come before the settlement, and again. A settlement that came with ' +
    'the payment has the id of its invoice.',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId, settlement: settlementId }),
  body: reversalBody,
  response: paymentSettlementReversalMessage,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs', 'too-many-settlements'],
});
