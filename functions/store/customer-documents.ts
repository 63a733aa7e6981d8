import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { Documents } from '../../domain/reconcile.ts';
import type { AuthorizedEntity } from '../actor.ts';
import { readOrders } from './credit-state.ts';
import { creditListKey, readCreditHistories } from './credits.ts';
import { invoiceLists, listedInvoice, readInvoices } from './invoices.ts';
import type { Key } from './keys.ts';
import { queryList } from './list-index.ts';
import { orderLists } from './order-item.ts';
import { packingSlipListKey, readPackingSlips } from './packing-slips.ts';

/** There are more documents than would be read in a function's time. */
export class TooManyDocuments extends Error {}

/** Every document of a customer, each as it is now; a list says which there are, and may lag behind by a moment. */
export async function readDocuments(
  entity: AuthorizedEntity,
  customer: CustomerId,
  most = Infinity,
): Promise<Documents> {
  const listed = (key: string) => queryList(key, { limit: most + 1 });
  const [open, delivered, ended, slips, owed, settled, credits] = await Promise.all([
    listed(orderLists.open(entity, customer)),
    listed(orderLists.delivered(entity, customer)),
    listed(orderLists.ended(entity, customer)),
    listed(packingSlipListKey(entity, customer)),
    listed(invoiceLists.open(entity, customer)),
    listed(invoiceLists.settled(entity, customer)),
    listed(creditListKey(entity, customer)),
  ]);
  const count = [open, delivered, ended, slips, owed, settled, credits].reduce((sum, list) => sum + list.length, 0);
  if (count > most) throw new TooManyDocuments(`${count} documents`);
  const orderIds = new Set([...open, ...delivered, ...ended].map((entry) => entry['listSort'] as OrderId));
  const invoiceIds = new Set([...owed, ...settled].map(({ row }) => listedInvoice(row).invoice));
  const [orders, packingSlips, invoices, histories] = await Promise.all([
    readOrders(entity, [...orderIds]),
    readPackingSlips(slips.map(keyOf)),
    readInvoices(entity, [...invoiceIds]),
    readCreditHistories(customer, credits.map(keyOf)),
  ]);
  return { orders: [...orders.values()].map(({ order }) => order), packingSlips, invoices, credits: histories };
}

/** An index carries the key of what it lists. */
function keyOf(entry: Readonly<Record<string, unknown>>): Key {
  return { pk: entry['pk'] as string, sk: entry['sk'] as string };
}
