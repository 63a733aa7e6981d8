import { businessDate } from '../../domain/civil-date.ts';
import { refuse } from '../../domain/refusal.ts';
import { http } from '../http.ts';
import { invoiceOnWire } from '../put-invoice/invoice-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { findInvoice } from '../store/invoices.ts';
import { getInvoice } from './contract.ts';

export const handler = http(getInvoice, async ({ params }, { entity, now }) => {
  const [invoice, { timeZone, currency }] = await Promise.all([
    findInvoice(entity, params.invoice),
    readRulebookInForce(entity, false),
  ]);
  if (invoice === undefined) throw refuse('not-found', { kind: 'invoice' });
  return { body: invoiceOnWire(invoice, businessDate(now, timeZone), currency) };
});
