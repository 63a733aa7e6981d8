import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { paymentReversalMessage, reversalBody } from '../settlement-message.ts';
import { legalEntityId, paymentId } from '../wire.ts';

export const reversePayment = contract({
  name: 'reverse-payment',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/payments/{payment}/reversal',
  summary: 'Take back a payment that bounced',
  description:
    'Final: its amount is owed again, and the invoices that it settled are open again. It may come before the payment, and again.',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId }),
  body: reversalBody,
  response: paymentReversalMessage,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs'],
});
