import { businessDate } from '../../domain/civil-date.ts';
import { http } from '../http.ts';
import { cutPage, placeOf } from '../page.ts';
import { invoiceOnWire } from '../put-invoice/invoice-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { invoicesOf } from '../store/invoices-of.ts';
import { invoiceListSort } from '../store/invoices.ts';
import { listInvoices } from './contract.ts';

export const handler = http(listInvoices, async ({ query }, { entity, now }) => {
  const { customer, state, limit } = query;
  const scope = JSON.stringify(['list-invoices', entity, customer, state]);
  const after = placeOf(scope, query)?.[0];
  const [found, { timeZone, currency }] = await Promise.all([
    invoicesOf(entity, customer, state, { after, limit: limit + 1 }),
    readRulebookInForce(entity, false),
  ]);
  const today = businessDate(now, timeZone);
  const { items, nextCursor } = cutPage(scope, query, found, (invoice) => [invoiceListSort(invoice)]);
  return { body: { items: items.map((invoice) => invoiceOnWire(invoice, today, currency)), nextCursor } };
});
