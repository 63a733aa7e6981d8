import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { creditsQuery, onAccount } from '../credits-query.ts';
import { pageOf } from '../page.ts';
import { paymentView } from '../put-payment/contract.ts';
import { legalEntityId } from '../wire.ts';

export const listPayments = contract({
  name: 'list-payments',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/payments',
  summary: "List a customer's payments",
  description: 'By id.',
  params: z.strictObject({ legalEntity: legalEntityId }),
  query: creditsQuery,
  response: pageOf(z.strictObject({ ...paymentView.shape, onAccount })),
  refusals: ['invalid-cursor'],
});
