import { businessDate } from '../../domain/civil-date.ts';
import { http } from '../http.ts';
import { pageOfWanted } from '../page.ts';
import { invoiceOnWire } from '../put-invoice/invoice-on-wire.ts';
import { readRulebookInForce } from '../store/credit-state.ts';
import { invoicesOf } from '../store/invoices-of.ts';
import { invoiceListSort } from '../store/invoices.ts';
import { listInvoices } from './contract.ts';

export const handler = http(listInvoices, async ({ query }, { entity, now }) => {
  const { customer, state: filter } = query;
  const scope = JSON.stringify(['list-invoices', entity, customer, filter]);
  const { timeZone, currency } = await readRulebookInForce(entity, false);
  const today = businessDate(now, timeZone);
  const { items, nextCursor } = await pageOfWanted(
    scope,
    query,
    (stretch) => invoicesOf(entity, { customer, filter, today }, stretch),
    ({ invoice }) => invoiceListSort(invoice),
  );
  return { body: { items: items.map(({ invoice }) => invoiceOnWire(invoice, today, currency)), nextCursor } };
});
