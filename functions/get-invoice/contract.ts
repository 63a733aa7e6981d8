import * as z from 'zod/mini';
import { contract } from '../contract.ts';
import { invoiceView } from '../put-invoice/contract.ts';
import { invoiceId, legalEntityId } from '../wire.ts';

export const getInvoice = contract({
  name: 'get-invoice',
  area: 'intake',
  method: 'GET',
  path: '/legal-entities/{legalEntity}/invoices/{invoice}',
  summary: 'Read an invoice',
  params: z.strictObject({ legalEntity: legalEntityId, invoice: invoiceId }),
  response: invoiceView,
  refusals: ['not-found'],
});
