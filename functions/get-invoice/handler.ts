import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { invoiceOnWire } from '../put-invoice/invoice-on-wire.ts';
import { findInvoice } from '../store/invoices.ts';
import { getInvoice } from './contract.ts';

export const handler = http(getInvoice, async ({ params }, { entity }) => {
  const invoice = await findInvoice(entity, params.invoice);
  if (invoice === undefined) throw refuse('not-found', { kind: 'invoice' });
  return { body: invoiceOnWire(invoice) };
});
