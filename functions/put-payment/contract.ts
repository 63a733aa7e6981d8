import * as z from 'zod/mini';
import { bookedFields } from '../booked-on-wire.ts';
import { contract } from '../contract.ts';
import { shownSettlement } from '../settlement-view.ts';
import { civilDate, legalEntityId, paymentId } from '../wire.ts';
import { paymentBody, paymentDocument } from './payment-message.ts';

export const paymentView = z
  .extend(paymentDocument, {
    ...bookedFields,
    settlements: z.array(shownSettlement).check(z.describe('Those that came with it, then the others by date and id.')),
    reversedOn: z.optional(civilDate).check(z.describe('It bounced: it settles nothing (any more).')),
  })
  .check(z.meta({ id: 'Payment' }));

export const putPayment = contract({
  name: 'put-payment',
  area: 'intake',
  method: 'PUT',
  path: '/legal-entities/{legalEntity}/payments/{payment}',
  summary: 'Send a payment',
  description:
    'Naturally idempotent: the same document again answers with what is stored. It may come before the invoices that it ' +
    'settles, and frees credit at once, whatever its date: send a payment that is only promised when it is received.',
  params: z.strictObject({ legalEntity: legalEntityId, payment: paymentId }),
  body: paymentBody,
  response: paymentView,
  status: 'created',
  refusals: ['not-found', 'customer-differs', 'document-differs'],
});
