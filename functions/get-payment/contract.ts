import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { paymentView } from '../put-payment/contract.ts';
import { legalEntityId, paymentId } from '../wire.ts';

export const getPayment = contract({
  name: 'get-payment',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/payments/{payment}',
  summary: 'Read a payment',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId }),
  response: paymentView,
  refusals: ['not-found'],
});
