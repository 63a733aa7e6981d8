import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { settlementBody } from '../settlement-message.ts';
import { paymentSettlementView } from '../settlement-view.ts';
import { legalEntityId, paymentId, settlementId } from '../wire.ts';

export const putPaymentSettlement = contract({
  name: 'put-payment-settlement',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/payments/{payment}/settlements/{settlement}',
  summary: 'Settle an invoice by what is on account of a payment',
  description:
    'Naturally idempotent. Payment and invoice may come later. What came with the payment has the id of its invoice ' +
    'here, and goes first; the others go by date and id, until the payment is used up.',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId, settlement: settlementId }),
  body: settlementBody,
  response: paymentSettlementView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs', 'too-many-settlements'],
});
